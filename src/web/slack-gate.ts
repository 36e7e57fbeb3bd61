import type { RequestListener } from 'node:http';
import type { Logger } from 'pino';
import type { Metrics } from './metrics.ts';
import { readBody } from './read-body.ts';
import { refuse } from './refuse.ts';
import { isForm, slackRequest } from './slack-request.ts';

export interface SlackGateOptions {
  readonly signingSecret: string;
  readonly clock: { now(): number };
  readonly log: Logger;
  readonly metrics: Metrics;
  /** Bolt: `receiver.requestListener`. It gets the body as `request.rawBody`, the stream being read to its end. */
  readonly next: RequestListener;
  /** Slack dropped events of a workspace in the minute that began at `minuteAt` (ms): read them back. */
  readonly onRateLimited: (team: string, minuteAt: number) => void;
  /** Bytes; 1 MB unless told. Slack's largest are far below. */
  readonly bodyLimit?: number;
}

/**
 * Stands before Bolt: what is too large, unsigned, too old, ahead of time or malformed gets its 4xx here
 * and goes no further.
 */
export function createSlackGate(options: SlackGateOptions): RequestListener {
  const { signingSecret, clock, log, metrics, next, onRateLimited, bodyLimit = 1024 * 1024 } = options;
  return async (request, response) => {
    const startedAt = performance.now();
    const turnAway = (status: 400 | 401 | 413) => {
      metrics.refused(status);
      log.warn({ status, 'http.content_type': request.headers['content-type'] }, 'request to /slack/events refused');
      refuse(response, status);
    };
    const body = await readBody(request, bodyLimit);
    if (body === 'gone') return;
    if (body === 'too_large') return turnAway(413);
    const found = slackRequest(request.headers, body, signingSecret, clock.now());
    if (found.verdict === 'rate_limited') {
      response.writeHead(200).end();
      onRateLimited(found.team, found.minuteAt);
      return;
    }
    if (found.verdict === 'answer') {
      if (found.status !== 200) return turnAway(found.status);
      response.writeHead(200, { 'content-type': 'application/json' });
      response.end(found.json ? JSON.stringify(found.json) : '');
      return;
    }
    metrics.received(found.kind, 'http');
    response.once('finish', () => metrics.acknowledged(found.kind, performance.now() - startedAt));
    // Bolt compares the whole header, and takes a form with a charset for JSON.
    if (isForm(request.headers)) request.headers['content-type'] = 'application/x-www-form-urlencoded';
    next(Object.assign(request, { rawBody: body }), response);
  };
}
