// Safe to repeat: that the mail was taken is kept before anything else, and a second one carries the same Message-ID,
// by which receiving servers and programs know it. Slack is not asked: it may be the reason for the mail.
import { createHash } from 'node:crypto';
import type { Delivered, Job } from '../../engine/engine.ts';
import { readCard } from '../../engine/read-card.ts';
import { cardOf, mailWaitMs } from '../../incident/card.ts';
import { personBySlack } from '../../incident/directory.ts';
import { type Incident, nameOf, type UserId } from '../../incident/incident.ts';
import { cardText } from '../../record/card-text.ts';
import type { Slack } from '../slack.ts';
import { done } from './delivery.ts';

/** The card for when Slack fails, by mail, to somebody who holds a role and whose address the configuration knows. */
export async function sendCard(
  slack: Pick<Slack, 'engine' | 'card' | 'directory' | 'now'>,
  job: Job,
  incident: Incident,
  { user }: { readonly user: UserId },
): Promise<Delivered> {
  const { card, directory } = slack;
  const to = personBySlack(directory, user)?.email ?? null;
  if (card.mailer === null || to === null || !incident.roles.some((holding) => holding.user === user)) return done;
  // An earlier attempt: it was taken, and the incident has not heard so.
  if (isMailed(job.kept.mailed)) return mailed(user, job.kept.mailed);
  const now = slack.now();
  const { lostAt, mailed: before } = cardOf(incident);
  const { subject, facts, text } = cardText(
    await readCard(slack.engine, directory, incident, now),
    card.link(incident),
    incident.policy.statusPage ?? null,
    now,
  );
  const print = createHash('sha256').update(facts).digest('base64url').slice(0, 12);
  if (before[user]?.print === print) return done;
  const waitMs = mailWaitMs(incident, user, now);
  if (waitMs > 0) return { outcome: 'later', afterMs: waitMs, why: 'a mail went a moment ago' };
  const id = `${incident.workspace}.${nameOf(incident)}.${job.id}`.toLowerCase();
  const answer = await card.mailer.send({ to, subject, text, id });
  if (answer.outcome === 'later') return answer;
  if (answer.outcome === 'never') return { outcome: 'never', why: answer.why, what: `<@${user}>` };
  const said: Mailed = { print, lost: lostAt !== null };
  await job.keep({ mailed: said });
  return mailed(user, said);
}

interface Mailed {
  readonly print: string;
  readonly lost: boolean;
}

function isMailed(kept: unknown): kept is Mailed {
  return typeof kept === 'object' && kept !== null && 'print' in kept;
}

/** Which mail somebody has, and since when: the next waits, and must say something else. */
function mailed(user: string, said: Mailed): Delivered {
  return { outcome: 'done', commands: [{ type: 'card_mailed', by: 'muster', user, ...said }] };
}
