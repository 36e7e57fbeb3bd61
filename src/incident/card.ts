// The card for the worst case: what an incident remembers of it, and when it goes out by mail.
import type { Rule } from './decision.ts';
import { happened, refuse } from './decision.ts';
import type { Errand } from './errands.ts';
import type { IncidentEvent } from './events.ts';
import { type Incident, type Instant, isOpen, type UserId } from './incident.ts';
import { paint } from './surfaces.ts';

export interface Card {
  /** Since when Slack does not answer; null: it does. */
  readonly lostAt: Instant | null;
  /** The last mail to each person. */
  readonly mailed: Readonly<Record<UserId, Mailed>>;
}

export interface Mailed {
  readonly at: Instant;
  /** Short digest of what it said, so that the same is not sent again. */
  readonly print: string;
  /** It told that Slack is away. */
  readonly lost: boolean;
}

/** The part of an incident's state that is here; absent until there is something to remember. */
export interface WithCard {
  readonly card?: Card;
}

export type CardCommand =
  | { readonly type: 'slack_lost'; readonly since: Instant }
  | { readonly type: 'slack_found' }
  | { readonly type: 'card_mailed'; readonly user: UserId; readonly print: string; readonly lost: boolean };

export type CardEvent =
  | { readonly type: 'slack_lost'; readonly since: Instant }
  /** `since`: from when on it was away. */
  | { readonly type: 'slack_found'; readonly since: Instant }
  | { readonly type: 'card_mailed'; readonly user: UserId; readonly print: string; readonly lost: boolean };

type Happened = Extract<IncidentEvent, { type: CardEvent['type'] }>;

/** Slack does not answer any more: who holds a role hears it by mail at once. */
export const slackLost: Rule<'slack_lost'> = (incident, { since }) =>
  isOpen(incident) && cardOf(incident).lostAt === null
    ? happened({ type: 'slack_lost', since })
    : refuse({ reason: 'nothing_changed' });

export const slackFound: Rule<'slack_found'> = (incident) => {
  const since = cardOf(incident).lostAt;
  return since === null ? refuse({ reason: 'nothing_changed' }) : happened({ type: 'slack_found', since });
};

export const cardMailed: Rule<'card_mailed'> = (_incident, { user, print, lost }) =>
  happened({ type: 'card_mailed', user, print, lost });

export function evolveCard(incident: Incident, event: Happened): Incident {
  const card = cardOf(incident);
  switch (event.type) {
    case 'slack_lost':
      return { ...incident, card: { ...card, lostAt: event.since } };
    case 'slack_found':
      return { ...incident, card: { ...card, lostAt: null } };
    case 'card_mailed': {
      const { at, user, print, lost } = event;
      return { ...incident, card: { ...card, mailed: { ...card.mailed, [user]: { at, print, lost } } } };
    }
  }
}

export function cardOf({ card }: WithCard): Card {
  return card ?? { lostAt: null, mailed: {} };
}

/** What a person without Slack has to know of; everything else they read in the next of these mails, or on the page. */
const matters: ReadonlySet<IncidentEvent['type']> = new Set<IncidentEvent['type']>([
  'channel_opened',
  'role_taken',
  'role_vacated',
  'severity_set',
  'title_set',
  'contained',
  'resolved',
  'reopened',
  'cancelled',
  'marked_duplicate',
  'undone',
  'update_sent',
  'change_logged',
  'decided',
  'slack_found',
]);

/**
 * Mails to everybody who holds a role; none unless the team has set up mail. One waits for each person at most. That
 * Slack is away goes on a surface of its own: it must not wait for the time that lies between two mails.
 */
export function cardErrands(incident: Incident, event: IncidentEvent): readonly Errand[] {
  if (incident.policy.cardByMail !== true) return [];
  const lost = event.type === 'slack_lost';
  if (!lost && !matters.has(event.type)) return [];
  const holders = [...new Set(incident.roles.map(({ user }) => user))];
  return holders.map((user) => paint(`${lost ? 'card-lost' : 'card'}:${user}`, { kind: 'send_card', user }));
}

/** Nobody gets more than one mail of an incident in this time, except that Slack is away. */
export const betweenMailsMs = 5 * 60_000;

/**
 * How long a mail to somebody has to wait, in ms; 0: it goes now. News that Slack is away goes at once, unless the last
 * mail said the same: an outage that comes and goes is no reason for a flood.
 */
export function mailWaitMs(incident: Incident, user: UserId, now: Instant): number {
  const { lostAt, mailed } = cardOf(incident);
  const last = mailed[user];
  if (last === undefined || (lostAt !== null && !last.lost)) return 0;
  return Math.max(0, last.at + betweenMailsMs - now);
}
