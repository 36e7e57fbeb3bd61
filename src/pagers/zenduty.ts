import type { Pager, PagerAnswer, PagerCall } from '../incident/pager.ts';
import { askPager, emailsOf } from './ask-pager.ts';

export interface ZendutyAccess {
  /** Of a Generic Integration; whoever has the address can send alarms. */
  readonly webhookUrl: string;
  /** Of an account; null: who is on call is not asked. */
  readonly apiToken: string | null;
  /** Without a slash at the end. */
  readonly apiUrl: string;
  readonly timeoutMs: number;
}

const alertTypes: Readonly<Record<string, string>> = { sev1: 'critical', sev2: 'error', sev3: 'warning', sev4: 'info' };

/**
 * Zenduty: alarms by the webhook of a Generic Integration (zenduty.com/docs/generic-integration), who is on call by the
 * account's API (apidocs.zenduty.com: GET /api/account/teams/TEAM/oncall/). One `entity_id` is one alarm.
 */
export function zenduty({ webhookUrl, apiToken, apiUrl, timeoutMs }: ZendutyAccess): Pager {
  async function send(alertType: string, call: PagerCall): Promise<PagerAnswer> {
    const answer = await askPager({
      url: webhookUrl,
      headers: {},
      timeoutMs,
      body: {
        alert_type: alertType,
        message: call.summary,
        summary: call.details.text ?? '',
        entity_id: call.key,
        payload: { ...call.details, team: call.team },
        urls: call.link === null ? [] : [{ link_url: call.link, link_text: 'War room' }],
      },
    });
    if (!answer.ok) return { ok: false, why: answer.why };
    const message = (answer.json as { readonly message?: unknown } | null)?.message;
    return message === 'success' ? { ok: true, why: '' } : { ok: false, why: 'unknown answer' };
  }

  return {
    page: (call) => send(alertTypes[call.details.severity ?? ''] ?? 'critical', call),
    acknowledge: (call) => send('acknowledged', call),
    resolve: (call) => send('resolved', call),
    async onCall(team) {
      if (apiToken === null) return { ok: false, why: 'ZENDUTY_API_TOKEN is not set', emails: [] };
      const answer = await askPager({
        url: `${apiUrl}/api/account/teams/${encodeURIComponent(team)}/oncall/`,
        headers: { Authorization: `Token ${apiToken}` },
        timeoutMs,
      });
      if (!answer.ok) return { ok: false, why: answer.why, emails: [] };
      if (!Array.isArray(answer.json)) return { ok: false, why: 'unknown answer', emails: [] };
      const policies = answer.json as readonly { readonly users?: readonly unknown[] }[];
      return { ok: true, why: '', emails: emailsOf(policies.flatMap(({ users }) => users ?? [])) };
    },
  };
}
