import { createServer } from 'node:http';
import { startServer, type TestServer } from './start-server.ts';
import { openRouteNotes } from './story-routes.ts';

/**
 * Runs once, in jest's own process: tests that need PostgreSQL ask here for its address (`MUSTER_TEST_DOOR`).
 * The first who asks starts it, so that runs without a database do not wait for one.
 */
export default async function openDoor(): Promise<void> {
  openRouteNotes();
  let server: Promise<TestServer> | null = null;
  const door = createServer((_request, response) => {
    // A kept-alive connection that we close in the moment in which it is used again is a failed test.
    response.setHeader('connection', 'close');
    server ??= startServer();
    server.then(
      ({ url }) => response.end(url),
      (error: unknown) => response.writeHead(500).end(String(error)),
    );
  });
  await new Promise<void>((resolve) => door.listen(0, '127.0.0.1', resolve));
  const { port } = door.address() as { port: number };
  process.env.MUSTER_TEST_DOOR = `http://127.0.0.1:${port}`;
  (globalThis as { closeTestDoor?: () => Promise<void> }).closeTestDoor = async () => {
    door.close();
    door.closeAllConnections();
    await (await server?.catch(() => null))?.stop();
  };
}
