import { drawBlocks } from '../../sandbox/blocks/draw-blocks.ts';
import { drawView } from '../../sandbox/blocks/draw-view.ts';
import type { Viewer } from '../../sandbox/blocks/mrkdwn.ts';
import type { Incident } from '../../src/incident/incident.ts';
import type { Policy, SeverityPolicy } from '../../src/incident/policy.ts';
import type { Entry } from '../../src/record/entry.ts';
import { at, justDeclared } from '../support/just-declared.ts';

const minute = 60_000;

export { at };

function severity(name: string, every: number | null): SeverityPolicy {
  return {
    name,
    updateEveryMs: every,
    firstUpdateMs: null,
    invite: [],
    archiveAfterMs: 14 * 24 * 60 * minute,
    review: 'required',
  };
}

export const policy: Policy = {
  severities: {
    sev1: severity('Critical', 20 * minute),
    sev2: severity('Major', 30 * minute),
    sev3: severity('Minor', 120 * minute),
    sev4: severity('Notice', null),
  },
  roles: ['lead', 'fixer', 'communicator', 'scribe'].map((name) => ({
    name,
    duties: name === 'communicator' ? 'You speak for it. Facts and the next time, no promises.' : 'You do your part.',
    remindUnheldMs: 5 * minute,
    holders: 1,
    declarerByDefault: name === 'lead',
  })),
  checklists: [
    {
      phase: 'identifying',
      title: 'Is there a problem?',
      findsCause: true,
      yes: 'Suspected',
      no: 'Ruled out',
      items: [
        { id: 'identifying.1.1', text: 'Is an internal monitor alerting?', link: 'https://monitor.example/eu?a=1&b=2' },
        { id: 'identifying.1.2', text: 'Does a vendor report trouble?', link: null },
        { id: 'identifying.1.3', text: 'Was something deployed shortly before?', link: null },
        { id: 'identifying.1.4', text: 'Did we reach an API limit?', link: null },
      ],
    },
    {
      phase: 'resolved',
      title: 'Before we close',
      findsCause: false,
      yes: 'Done',
      no: 'Not done',
      items: [{ id: 'resolved.1.1', text: 'Are temporary changes undone?', link: null }],
    },
  ],
  services: [
    {
      name: 'checkout',
      team: 'payments',
      invite: [],
      runbook: 'https://wiki.example/checkout',
      dashboard: 'https://graphs.example/checkout',
    },
  ],
  bookmarks: [],
  callLink: null,
  announcements: 'incidents',
  timeZone: 'UTC',
};

/** Declared by ana at 10:02; lead for now. Nobody has done anything. */
export function declared(changes: Partial<Incident> = {}): Incident {
  const { room } = justDeclared(policy);
  return justDeclared(policy, { nextUpdateAt: at('10:22'), room: { ...room, briefing: '1.1' }, ...changes });
}

/** As the interface draws it: ben fixes, cho writes, a deployment is suspected. */
export function busy(changes: Partial<Incident> = {}): Incident {
  const check = (answer: 'yes' | 'no') => ({ answer, by: 'U2', at: at('10:07'), note: '' });
  return declared({
    summary: 'Card payments fail in the EU since the 09:55 deployment.',
    services: ['checkout'],
    roles: [
      { role: 'lead', user: 'U1', since: at('10:02'), forNow: true },
      { role: 'fixer', user: 'U2', since: at('10:07'), forNow: false },
      { role: 'scribe', user: 'U3', since: at('10:05'), forNow: false },
    ],
    checks: {
      'identifying.1.3': { ...check('yes'), note: '09:55' },
      'identifying.1.2': check('no'),
      'identifying.1.4': { answer: 'checking', by: 'U3', at: at('10:09'), note: '' },
    },
    ...changes,
  });
}

export function resolved(changes: Partial<Incident> = {}): Incident {
  const { times } = declared();
  return busy({
    phase: 'resolved',
    times: { ...times, contained: at('10:31'), resolved: at('10:52') },
    impact: [{ from: at('09:58'), to: at('10:31') }],
    nextUpdateAt: null,
    postmortem: { ...declared().postmortem, state: 'draft', thread: '2.2' },
    ...changes,
  });
}

export function entry(changes: Partial<Entry> = {}): Entry {
  const when = changes.at ?? at('10:10');
  return {
    id: 1,
    at: when,
    recordedAt: when,
    kind: 'message',
    actor: 'U2',
    text: 'Rolled back',
    keyEvent: true,
    channel: 'C42',
    ts: `${when / 1000}.000100`,
    threadTs: null,
    files: [],
    revisions: [],
    deletedAt: null,
    found: 'live',
    ...changes,
  };
}

export const links = (channel: string, ts: string) => `https://x.slack.com/archives/${channel}/p${ts.replace('.', '')}`;

const names: Readonly<Record<string, string>> = { U1: 'ana', U2: 'ben', U3: 'cho', U4: 'dan', U9: 'lou' };

/** Somebody in UTC, at 10:12. */
export const viewer: Viewer = {
  zone: 'UTC',
  now: at('10:12'),
  userName: (id) => names[id] ?? id,
  channelName: (id) => (id === 'C42' ? 'inc-42-checkout-returns-500s' : id),
  groupHandle: (id) => id,
};

/** A message or form as a person reads it: a line per row, times in 24 hours. */
export function picture(view: unknown, { menus = false } = {}): string {
  const { type } = view as { type?: string };
  const drawn =
    type === undefined
      ? drawBlocks((view as { blocks: unknown }).blocks, viewer, { menus })
      : drawView(view, undefined, viewer, undefined, { menus });
  return drawn.trim();
}

/** A picture as it is written in a test. */
export function drawing(lines: string): string {
  return lines
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .join('\n');
}
