import type { IncomingMessage } from 'node:http';

/**
 * Reads a request's body, at most `limit` bytes of it.
 * `too_large`: nothing was read when the length was announced, else no more than the limit; the rest is left unread.
 * `gone`: the sender hung up, or the server's time-out ended it.
 */
export function readBody(request: IncomingMessage, limit: number): Promise<Buffer | 'too_large' | 'gone'> {
  if (Number(request.headers['content-length'] ?? 0) > limit) return Promise.resolve('too_large');
  return new Promise((resolve) => {
    const parts: Buffer[] = [];
    let size = 0;
    const finish = (result: Buffer | 'too_large' | 'gone') => {
      request.removeAllListeners('data');
      resolve(result);
    };
    request.on('data', (part: Buffer) => {
      size += part.length;
      if (size > limit) {
        request.pause();
        finish('too_large');
      } else {
        parts.push(part);
      }
    });
    request.on('end', () => finish(Buffer.concat(parts)));
    // Both stay on: an error without a listener would end the process.
    request.on('error', () => finish('gone'));
    request.on('close', () => finish('gone'));
  });
}
