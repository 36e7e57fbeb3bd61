/** Thrown when an answer did not come while somebody waited for it. What was begun may still take effect. */
export class NoAnswerInTime extends Error {
  constructor() {
    super('the database did not answer in time');
    this.name = 'NoAnswerInTime';
  }
}

export interface Turns {
  /** Runs `work` after everything that was asked before under the same name. */
  inTurn<Result>(name: string, work: () => Promise<Result>): Promise<Result>;
}

/**
 * Changes of one incident wait for each other here, before they take a connection: else a hundred clicks in one
 * room would hold every connection, all waiting for one row, and the other rooms would stand still.
 */
export function createTurns(): Turns {
  const last = new Map<string, Promise<unknown>>();

  return {
    inTurn(name, work) {
      const before = last.get(name) ?? Promise.resolve();
      const mine = before.then(work, work);
      last.set(name, mine);
      const leave = () => {
        if (last.get(name) === mine) last.delete(name);
      };
      mine.then(leave, leave);
      return mine;
    },
  };
}

/** Gives up waiting for `work` after `ms` (`NoAnswerInTime`). From then on `tooLate` is true: what has not begun, should not. */
export async function withinTime<Result>(
  ms: number,
  work: (tooLate: () => boolean) => Promise<Result>,
): Promise<Result> {
  let isLate = false;
  const { promise: gaveUp, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => {
    isLate = true;
    reject(new NoAnswerInTime());
  }, ms);
  const answer = work(() => isLate);
  answer.catch(() => {});
  try {
    return await Promise.race([answer, gaveUp]);
  } finally {
    clearTimeout(timer);
  }
}
