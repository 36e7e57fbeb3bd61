/**
 * The address of a message, as chat.getPermalink gives it, without asking:
 * `https://acme.slack.com/archives/C1/p1700000000000100`, for a reply with its thread behind it.
 */
export function permalink(teamUrl: string, channel: string, ts: string, threadTs: string | null = null): string {
  const address = `${teamUrl.replace(/\/$/, '')}/archives/${channel}/p${ts.replace('.', '')}`;
  return threadTs === null || threadTs === ts ? address : `${address}?thread_ts=${threadTs}&cid=${channel}`;
}
