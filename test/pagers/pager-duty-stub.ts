import { type Asked, openStub, type Stub, type StubAnswer, strays } from './strict-stub.ts';

// developer.pagerduty.com: Events API v2 (POST /v2/enqueue) and REST API (GET /oncalls, GET /incidents), as far as documented.

export const routingKey = '0123456789abcdef0123456789abcdef';
export const apiToken = 'u+AbCdEfGhIjKlMnOpQr';

export function openPagerDuty(
  emails: readonly string[] = ['kim@example.org', 'lou@example.org'],
  /** Addresses of who acknowledged what has this key. */
  acknowledgers: (key: string) => readonly string[] = () => [],
): Promise<Stub> {
  return openStub((asked) => {
    if (asked.path === '/v2/enqueue') return enqueue(asked);
    if (asked.path === '/oncalls') return oncalls(asked, emails);
    if (asked.path === '/incidents') return incidents(asked, acknowledgers(asked.query.get('incident_key') ?? ''));
    return { status: 404, json: { error: { message: 'Not Found', code: 2100 } } };
  });
}

function enqueue({ method, headers, json }: Asked): StubAnswer {
  const errors: string[] = [];
  if (method !== 'POST') return { status: 405, json: {} };
  if (!headers['content-type']?.startsWith('application/json')) errors.push('content type');
  const action = String(json?.event_action);
  if (!['trigger', 'acknowledge', 'resolve'].includes(action)) errors.push("'event_action' is invalid");
  if (String(json?.routing_key).length !== 32) errors.push("Length of 'routing_key' is incorrect");
  if (String(json?.dedup_key).length > 255) errors.push("'dedup_key' is too long");
  errors.push(
    ...strays(
      json,
      ['routing_key', 'event_action', 'dedup_key'],
      ['payload', 'client', 'client_url', 'links', 'images'],
    ),
  );
  if (action === 'trigger') {
    const payload = json?.payload as Readonly<Record<string, unknown>> | undefined;
    errors.push(
      ...strays(
        payload,
        ['summary', 'source', 'severity'],
        ['timestamp', 'component', 'group', 'class', 'custom_details'],
      ),
    );
    if (String(payload?.summary).length > 1024) errors.push("'payload.summary' is too long");
    if (!['critical', 'error', 'warning', 'info'].includes(String(payload?.severity)))
      errors.push("'payload.severity'");
    for (const link of (json?.links ?? []) as readonly unknown[]) errors.push(...strays(link, ['href'], ['text']));
  }
  if (errors.length > 0)
    return { status: 400, json: { status: 'invalid event', message: 'Event object is invalid', errors } };
  return { status: 202, json: { status: 'success', message: 'Event processed', dedup_key: json?.dedup_key } };
}

function incidents({ method, headers, query }: Asked, emails: readonly string[]): StubAnswer {
  if (method !== 'GET') return { status: 405, json: {} };
  if (headers.authorization !== `Token token=${apiToken}`) return { status: 401, json: { error: { code: 2006 } } };
  if (headers.accept !== 'application/vnd.pagerduty+json;version=2') return { status: 406, json: {} };
  const known = [
    'date_range',
    'incident_key',
    'include[]',
    'limit',
    'offset',
    'service_ids[]',
    'since',
    'sort_by',
  ].concat(['statuses[]', 'team_ids[]', 'time_zone', 'total', 'until', 'urgencies[]', 'user_ids[]']);
  if ([...query.keys()].some((key) => !known.includes(key))) return { status: 400, json: {} };
  const statuses = ['triggered', 'acknowledged', 'resolved'];
  if (query.getAll('statuses[]').some((status) => !statuses.includes(status))) return { status: 400, json: {} };
  const whole = query.getAll('include[]').includes('acknowledgers');
  const acknowledgements = emails.map((email, place) => ({
    at: '2026-11-21T10:00:00Z',
    acknowledger: whole
      ? { id: `PU${place}`, type: 'user', name: email, email }
      : { id: `PU${place}`, type: 'user_reference' },
  }));
  // One that our own event acknowledged names the integration, which has no address.
  const byEvent = { at: '2026-11-21T10:00:00Z', acknowledger: { id: 'PIN1', type: 'service_reference' } };
  const found = {
    id: 'PT4KHLK',
    type: 'incident',
    status: 'acknowledged',
    acknowledgements: [byEvent, ...acknowledgements],
  };
  return {
    status: 200,
    json: { incidents: emails.length === 0 ? [] : [found], limit: 25, offset: 0, total: null, more: false },
  };
}

function oncalls({ method, headers, query }: Asked, emails: readonly string[]): StubAnswer {
  if (method !== 'GET') return { status: 405, json: {} };
  if (headers.authorization !== `Token token=${apiToken}`) return { status: 401, json: { error: { code: 2006 } } };
  if (headers.accept !== 'application/vnd.pagerduty+json;version=2') return { status: 406, json: {} };
  const known = [
    'escalation_policy_ids[]',
    'schedule_ids[]',
    'user_ids[]',
    'include[]',
    'limit',
    'offset',
    'since',
    'until',
    'earliest',
    'time_zone',
  ];
  if ([...query.keys()].some((key) => !known.includes(key))) return { status: 400, json: {} };
  if (query.get('escalation_policy_ids[]') !== 'PT20YPA')
    return { status: 200, json: { oncalls: [], limit: 100, offset: 0, more: false } };
  const whole = query.getAll('include[]').includes('users');
  const shifts = emails.map((email, place) => ({
    escalation_level: place + 1,
    user: whole ? { id: `PU${place}`, type: 'user', name: email, email } : { id: `PU${place}`, type: 'user_reference' },
    escalation_policy: { id: 'PT20YPA', type: 'escalation_policy_reference' },
    schedule: null,
    start: null,
    end: null,
  }));
  return { status: 200, json: { oncalls: shifts.reverse(), limit: 100, offset: 0, more: false } };
}
