import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

/** A request to send; `atMs`: when (milliseconds since 1970), else as soon as a connection is free. */
export interface Shot {
  readonly type: string;
  readonly body: string;
  readonly atMs: number | null;
}

export interface Volley {
  readonly port: number;
  readonly secret: string;
  readonly shots: readonly Shot[];
  readonly connections: number;
}

export interface Fired {
  /** Milliseconds to the whole answer, by shot: from the planned time, so that a wait before sending counts too. */
  readonly took: Float64Array;
  /** Statuses other than 200. */
  readonly refused: readonly string[];
  readonly seconds: number;
  /** What sending took of a core. */
  readonly cpuMs: number;
}

export interface Load {
  /** Throws when any answer is not 200. */
  fire(volley: Volley): Promise<Fired>;
  stop(): Promise<void>;
}

/** Starts the process that sends. */
export function startLoad(): Load {
  const child = fork(join(import.meta.dirname, 'sender.ts'), {
    serialization: 'advanced',
    execArgv: ['--disable-warning=ExperimentalWarning'],
  });
  return {
    async fire(volley) {
      child.send(volley);
      const [answer] = (await once(child, 'message')) as [Fired | { readonly trouble: string }];
      if ('trouble' in answer) throw new Error(answer.trouble);
      if (answer.refused.length > 0) throw new Error(`${answer.refused.length} answers were ${answer.refused[0]}`);
      return answer;
    },
    async stop() {
      const ended = once(child, 'exit');
      child.disconnect();
      await ended;
    },
  };
}
