/** What Slack's no means for the worker. */
export type Sorted =
  /** The effect is there already. */
  | { readonly kind: 'done_already'; readonly code: string }
  /** Later, after `afterMs` if Slack said so. */
  | { readonly kind: 'later'; readonly code: string; readonly afterMs: number | null }
  /** Never, in this form. */
  | { readonly kind: 'never'; readonly code: string };

const doneAlready = new Set([
  'already_pinned',
  'already_reacted',
  'already_archived',
  'already_in_channel',
  'no_reaction',
  'not_pinned',
  'no_pin',
]);

/**
 * Slack may still do these: its own trouble, or a token that an administrator brings back.
 * Source: the errors that any method may return, https://docs.slack.dev/apis/web-api
 */
const later = new Set([
  'accesslimited',
  'fatal_error',
  'internal_error',
  'ratelimited',
  'rate_limited',
  'message_limit_exceeded',
  'request_timeout',
  'service_unavailable',
  'team_added_to_org',
  'account_inactive',
  'invalid_auth',
  'not_authed',
  'token_expired',
  'token_revoked',
  'fetch_members_failed',
  'file_update_failed',
  'update_failed',
  'canvas_editing_locked',
]);

/** Every code that is not named here is a plain no. */
export function sortError(code: string, afterMs: number | null = null): Sorted {
  if (doneAlready.has(code)) return { kind: 'done_already', code };
  if (later.has(code)) return { kind: 'later', code, afterMs };
  return { kind: 'never', code };
}
