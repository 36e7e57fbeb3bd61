import type { Reply } from './listeners/listener.ts';

/** Slack takes answers there for half an hour, five of them; the reply is private unless it says otherwise. */
const timeoutMs = 5_000;

/**
 * Posts to a response_url. `ok` false: the address has expired, was used up, or Slack is away;
 * the caller decides whether somebody must hear it in another way.
 */
export async function sayLater(
  url: string,
  reply: Reply,
  options: { readonly replace?: boolean } = {},
): Promise<boolean> {
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json; charset=utf-8' },
      body: JSON.stringify({
        response_type: 'ephemeral',
        replace_original: options.replace === true,
        text: reply.text,
        ...(reply.blocks === undefined ? {} : { blocks: reply.blocks }),
      }),
      signal: AbortSignal.timeout(timeoutMs),
    });
    await response.body?.cancel();
    return response.ok;
  } catch {
    return false;
  }
}
