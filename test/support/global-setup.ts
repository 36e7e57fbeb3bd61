import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { compileBot } from './compiled.ts';
import { makeImages } from './embedded-image.ts';
import { startServer, type TestServer } from './start-server.ts';
import { openRouteNotes } from './story-routes.ts';

/**
 * Runs once, in jest's own process: tests that need PostgreSQL ask here for its address (`MUSTER_TEST_DOOR`), those
 * that need the embedded database for an archive to begin with (`/embedded`), those that start the bot as a program for
 * a compiled one (`/compiled`). The first who asks lets it be made, so that runs without one do not wait for it.
 */
export default async function openDoor(): Promise<void> {
  openRouteNotes();
  let server: Promise<TestServer> | null = null;
  let images: ReturnType<typeof makeImages> | null = null;
  let compiled: Promise<string> | null = null;
  const folder = mkdtempSync(join(tmpdir(), 'muster-made-'));
  const door = createServer(async ({ url }, response) => {
    // A kept-alive connection that we close in the moment in which it is used again is a failed test.
    response.setHeader('connection', 'close');
    try {
      if (url === '/embedded') {
        images ??= makeImages(folder);
        response.end(JSON.stringify(await images));
      } else if (url === '/compiled') {
        compiled ??= compileBot(join(folder, 'compiled'));
        response.end(await compiled);
      } else {
        server ??= startServer();
        response.end((await server).url);
      }
    } catch (error) {
      response.writeHead(500).end(String(error));
    }
  });
  await new Promise<void>((resolve) => door.listen(0, '127.0.0.1', resolve));
  const { port } = door.address() as { port: number };
  process.env.MUSTER_TEST_DOOR = `http://127.0.0.1:${port}`;
  (globalThis as { closeTestDoor?: () => Promise<void> }).closeTestDoor = async () => {
    door.close();
    door.closeAllConnections();
    rmSync(folder, { recursive: true, force: true });
    await (await server?.catch(() => null))?.stop();
  };
}
