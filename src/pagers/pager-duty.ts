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
 * PagerDuty: alarms by the Events API v2 (developer.pagerduty.com/docs/events-api-v2/trigger-events), who is on call and who
 * acknowledged by the REST API (developer.pagerduty.com/api-reference: GET /oncalls, GET /incidents). One `dedup_key` is
 * one alarm, whatever is sent.
 */
export function pagerDuty(access: PagerDutyAccess): Pager {
  const { routingKey, apiToken, eventsUrl, apiUrl, timeoutMs } = access;

  function send(action: 'trigger' | 'acknowledge' | 'resolve', call: PagerCall): Promise<PagerAnswer> {
    return enqueue(action, call.key, action === 'trigger' ? alarmOf(call) : {});
  }

  function alarmOf(call: PagerCall): object {
    const payload = {
      summary: call.summary.slice(0, summaryMax),
      source: 'muster',
      severity: severities[call.details.severity ?? ''] ?? 'critical',
      group: call.team,
      custom_details: call.details,
    };
    const links = call.link === null ? {} : { links: [{ href: call.link, text: 'War room' }] };
    return { payload, client: 'Muster', ...links };
  }

  async function enqueue(action: string, key: string, alarm: object): Promise<PagerAnswer> {
    const answer = await askPager({
      url: `${eventsUrl}/v2/enqueue`,
      headers: {},
      timeoutMs,
      body: { routing_key: routingKey, event_action: action, dedup_key: key, ...alarm },
    });
    // Taken means 202 and the word; anything else may be a proxy's.
    const status = (answer.json as { readonly status?: unknown } | null)?.status;
    if (!answer.ok) return { ok: false, why: answer.why };
    return answer.status === 202 && status === 'success' ? { ok: true, why: '' } : { ok: false, why: 'unknown answer' };
  }

  /** A list of the REST API, by the name under which it comes. */
  async function list(token: string, name: string, asked: readonly [string, string][]) {
    const answer = await askPager({
      url: `${apiUrl}/${name}?${new URLSearchParams([...asked])}`,
      headers: { Authorization: `Token token=${token}`, Accept: 'application/vnd.pagerduty+json;version=2' },
      timeoutMs,
    });
    if (!answer.ok) return { ok: false, why: answer.why, all: [] };
    const all = ((answer.json ?? {}) as Readonly<Record<string, unknown>>)[name];
    return Array.isArray(all) ? { ok: true, why: '', all } : { ok: false, why: 'unknown answer', all: [] };
  }

  /** An incident with alerts has no key of its own: asked by it, those come whose alert has it. */
  async function acknowledgedBy(
    token: string,
    key: string,
  ): Promise<PagerAnswer & { readonly emails: readonly string[] }> {
    const { ok, why, all } = await list(token, 'incidents', [
      ['incident_key', key],
      ['statuses[]', 'acknowledged'],
      ['include[]', 'acknowledgers'],
    ]);
    const incidents = all as readonly { readonly acknowledgements?: readonly { readonly acknowledger?: unknown }[] }[];
    const given = incidents.flatMap(({ acknowledgements }) => acknowledgements ?? []);
    return { ok, why, emails: emailsOf(given.map(({ acknowledger }) => acknowledger)) };
  }

  return {
    page: (call) => send('trigger', call),
    acknowledge: (call) => send('acknowledge', call),
    resolve: (call) => send('resolve', call),
    // Of an alarm that there is not; the documentation discards it.
    check: () => enqueue('resolve', 'muster-doctor', {}),
    ...(apiToken === null ? {} : { acknowledgedBy: (key) => acknowledgedBy(apiToken, key) }),
    async onCall(policy) {
      if (apiToken === null) return { ok: false, why: 'PAGERDUTY_API_TOKEN is not set', emails: [] };
      const { ok, why, all } = await list(apiToken, 'oncalls', [
        ['escalation_policy_ids[]', policy],
        ['include[]', 'users'],
        ['limit', '100'],
      ]);
      if (!ok) return { ok, why, emails: [] };
      const shifts = all as readonly { readonly escalation_level?: number; readonly user?: unknown }[];
      const inOrder = [...shifts].sort((a, b) => (a.escalation_level ?? 0) - (b.escalation_level ?? 0));
      return { ok: true, why: '', emails: emailsOf(inOrder.map(({ user }) => user)) };
    },
  };
}
