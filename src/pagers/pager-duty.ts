import type { Pager, PagerAnswer, PagerCall } from '../incident/pager.ts';
import { askPager, emailsOf } from './ask-pager.ts';

export interface PagerDutyAccess {
  /** Of an Events API v2 integration: 32 characters. */
  readonly routingKey: string;
  /** Of the REST API, read-only is enough; null: who is on call is not asked. */
  readonly apiToken: string | null;
  /** Both differ for accounts in the EU region. Without a slash at the end. */
  readonly eventsUrl: string;
  readonly apiUrl: string;
  readonly timeoutMs: number;
}

/** How bad, in the words of PagerDuty's Common Event Format. */
const severities: Readonly<Record<string, string>> = { sev1: 'critical', sev2: 'error', sev3: 'warning', sev4: 'info' };

/** `summary` is cut at 1,024 characters by the documentation. */
const summaryMax = 1024;

/**
 * PagerDuty: alarms by the Events API v2 (developer.pagerduty.com/docs/events-api-v2/trigger-events), who is on call by
 * the REST API (developer.pagerduty.com/api-reference: GET /oncalls). One `dedup_key` is one alarm, whatever is sent.
 */
export function pagerDuty(access: PagerDutyAccess): Pager {
  const { routingKey, apiToken, eventsUrl, apiUrl, timeoutMs } = access;

  async function send(action: 'trigger' | 'acknowledge' | 'resolve', call: PagerCall): Promise<PagerAnswer> {
    const payload = {
      summary: call.summary.slice(0, summaryMax),
      source: 'muster',
      severity: severities[call.details.severity ?? ''] ?? 'critical',
      group: call.team,
      custom_details: call.details,
    };
    const answer = await askPager({
      url: `${eventsUrl}/v2/enqueue`,
      headers: {},
      timeoutMs,
      body: {
        routing_key: routingKey,
        event_action: action,
        dedup_key: call.key,
        ...(action === 'trigger' ? { payload, client: 'Muster' } : {}),
        ...(action === 'trigger' && call.link !== null ? { links: [{ href: call.link, text: 'War room' }] } : {}),
      },
    });
    // Taken means 202 and the word; anything else may be a proxy's.
    const status = (answer.json as { readonly status?: unknown } | null)?.status;
    if (!answer.ok) return { ok: false, why: answer.why };
    return answer.status === 202 && status === 'success' ? { ok: true, why: '' } : { ok: false, why: 'unknown answer' };
  }

  return {
    page: (call) => send('trigger', call),
    acknowledge: (call) => send('acknowledge', call),
    resolve: (call) => send('resolve', call),
    async onCall(policy) {
      if (apiToken === null) return { ok: false, why: 'PAGERDUTY_API_TOKEN is not set', emails: [] };
      const asked = new URLSearchParams([
        ['escalation_policy_ids[]', policy],
        ['include[]', 'users'],
        ['limit', '100'],
      ]);
      const answer = await askPager({
        url: `${apiUrl}/oncalls?${asked}`,
        headers: { Authorization: `Token token=${apiToken}`, Accept: 'application/vnd.pagerduty+json;version=2' },
        timeoutMs,
      });
      if (!answer.ok) return { ok: false, why: answer.why, emails: [] };
      const { oncalls } = (answer.json ?? {}) as { readonly oncalls?: unknown };
      if (!Array.isArray(oncalls)) return { ok: false, why: 'unknown answer', emails: [] };
      const shifts = oncalls as readonly { readonly escalation_level?: number; readonly user?: unknown }[];
      const inOrder = [...shifts].sort((a, b) => (a.escalation_level ?? 0) - (b.escalation_level ?? 0));
      return { ok: true, why: '', emails: emailsOf(inOrder.map(({ user }) => user)) };
    },
  };
}
