import { type ServerResponse, STATUS_CODES } from 'node:http';

/**
 * Answers with a status and its usual words, nothing about why. When part of the request is still unread the
 * connection closes with the answer: Node would else read the rest to its end, all 30 MB of it.
 */
export function refuse(response: ServerResponse, status: number, headers: Readonly<Record<string, string>> = {}): void {
  if (response.headersSent) {
    response.destroy();
    return;
  }
  const { complete, headers: asked } = response.req;
  const hasBody = Number(asked['content-length'] ?? 0) > 0 || asked['transfer-encoding'] !== undefined;
  if (hasBody && !complete) response.setHeader('connection', 'close');
  response.writeHead(status, { 'content-type': 'text/plain; charset=utf-8', ...headers });
  response.end(`${STATUS_CODES[status]}\n`);
}
