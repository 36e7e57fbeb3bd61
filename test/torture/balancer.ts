import { Agent, createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';

export interface Balancer {
  readonly url: string;
  close(): Promise<void>;
}

/**
 * Stands before several bots as a balancer does: each request goes to the next of them, and to another when the line
 * could not even be opened. What breaks later is broken for Slack, too: it may have taken effect.
 */
export async function openBalancer(ports: () => readonly number[]): Promise<Balancer> {
  const agent = new Agent({ keepAlive: true });
  let turn = 0;

  function pass(from: IncomingMessage, to: ServerResponse, body: Buffer, tries: readonly number[]): void {
    const [port, ...others] = tries;
    if (port === undefined) return void to.writeHead(502).end();
    const { method = 'POST', url = '/', headers } = from;
    const sent = request({ host: '127.0.0.1', port, method, path: url, headers, agent }, (answer) => {
      to.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(to);
      answer.on('error', () => to.destroy());
    });
    sent.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'ECONNREFUSED') pass(from, to, body, others);
      else to.destroy();
    });
    sent.end(body);
  }

  const server = createServer(async (from, to) => {
    const chunks: Buffer[] = [];
    from.on('error', () => to.destroy());
    for await (const chunk of from) chunks.push(chunk as Buffer);
    const all = ports();
    const first = turn++ % Math.max(1, all.length);
    pass(from, to, Buffer.concat(chunks), [...all.slice(first), ...all.slice(0, first)]);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as { readonly port: number };
  return {
    url: `http://127.0.0.1:${port}/slack/events`,
    async close() {
      agent.destroy();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
