import { type Asked, openStub, type Stub, type StubAnswer, strays } from './strict-stub.ts';

// zenduty.com/docs/generic-integration and apidocs.zenduty.com, as far as documented.

export const webhookPath = '/integration/abcde/generic/0a1b2c/';
export const apiToken = '0123456789abcdef';

export function openZenduty(): Promise<Stub> {
  return openStub((asked) => {
    if (asked.path === webhookPath) return alert(asked);
    if (/^\/api\/account\/teams\/[^/]+\/oncall\/$/.test(asked.path)) return oncall(asked);
    return { status: 404, json: { detail: 'Not found.' } };
  });
}

function alert({ method, headers, json }: Asked): StubAnswer {
  if (method !== 'POST' || !headers['content-type']?.startsWith('application/json')) return { status: 400, json: {} };
  const optional = [
    'summary',
    'suppressed',
    'entity_id',
    'payload',
    'urls',
    'sla',
    'escalation_policy',
    'priority',
    'tags',
    'stakeholders',
  ];
  const errors = [...strays(json, ['message', 'alert_type'], optional)];
  const types = ['critical', 'acknowledged', 'resolved', 'error', 'warning', 'info'];
  if (!types.includes(String(json?.alert_type))) errors.push('alert_type');
  for (const url of (json?.urls ?? []) as readonly unknown[]) errors.push(...strays(url, ['link_url', 'link_text']));
  return errors.length > 0
    ? { status: 400, json: { errors } }
    : { status: 200, json: { message: 'success', trace_id: 'f00' } };
}

function oncall({ method, headers, path }: Asked): StubAnswer {
  if (method !== 'GET') return { status: 405, json: {} };
  if (headers.authorization !== `Token ${apiToken}`) return { status: 401, json: { detail: 'Invalid token.' } };
  if (!path.includes('db61f7ed')) return { status: 404, json: { detail: 'Not found.' } };
  const user = (email: string) => ({ username: email, first_name: 'x', last_name: 'y', email });
  const policy = (name: string, users: readonly object[]) => ({ escalation_policy: { name, unique_id: name }, users });
  return {
    status: 200,
    json: [policy('a', [user('kim@example.org')]), policy('b', [user('lou@example.org'), user('kim@example.org')])],
  };
}
