import { connect, createServer, type Socket } from 'node:net';

export interface Wire {
  readonly port: number;
  /** Called before each answer that passes back to whoever connected. */
  onAnswer: () => void;
  /** Both sides are gone at once, in the middle of whatever was said; nobody gets through any more. */
  cut(): void;
}

/** A line between two programs that can be cut: to the rest of the world a process whose lines are all cut is dead. */
export async function layWire(target: { host: string; port: number }): Promise<Wire> {
  const sockets = new Set<Socket>();
  const hold = (socket: Socket): void => {
    sockets.add(socket);
    socket.on('error', () => socket.destroy());
    socket.on('close', () => sockets.delete(socket));
  };
  const server = createServer((near) => {
    const far = connect(target.port, target.host);
    hold(near);
    hold(far);
    near.setNoDelay(true);
    far.setNoDelay(true);
    near.on('data', (bytes) => far.write(bytes));
    far.on('data', (bytes) => {
      wire.onAnswer();
      if (!near.destroyed) near.write(bytes);
    });
    near.on('close', () => far.destroy());
    far.on('close', () => near.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const wire: Wire = {
    port: typeof address === 'object' && address ? address.port : 0,
    onAnswer: () => {},
    cut() {
      server.close();
      for (const socket of sockets) socket.destroy();
    },
  };
  return wire;
}
