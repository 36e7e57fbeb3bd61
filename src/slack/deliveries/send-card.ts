// Safe to repeat: that the mail was taken is kept before anything else, and a second one carries the same Message-ID,
// by which receiving servers and programs know it. Slack is not asked: it may be the reason for the mail.
import { createHash } from 'node:crypto';
import { readCard } from '../../engine/read-card.ts';
import { cardOf, mailWaitMs } from '../../incident/card.ts';
import { personBySlack } from '../../incident/directory.ts';
import { nameOf } from '../../incident/incident.ts';
import { cardText } from '../../record/card-text.ts';
import { type Delivery, done } from './delivery.ts';

/** The card for when Slack fails, by mail, to somebody who holds a role and whose address the configuration knows. */
export const sendCard: Delivery<'send_card'> = async (slack, job, incident, { user }) => {
  const { card, directory } = slack;
  const to = personBySlack(directory, user)?.email ?? null;
  if (card.mailer === null || to === null || !incident.roles.some((holding) => holding.user === user)) return done;
  if (job.kept.mailed === true) return done;
  const now = slack.now();
  const { lostAt, mailed } = cardOf(incident);
  const { subject, facts, text } = cardText(
    await readCard(slack.engine, directory, incident, now),
    card.link(incident),
    incident.policy.statusPage ?? null,
    now,
  );
  const print = createHash('sha256').update(facts).digest('base64url').slice(0, 12);
  if (mailed[user]?.print === print) return done;
  const waitMs = mailWaitMs(incident, user, now);
  if (waitMs > 0) return { outcome: 'later', afterMs: waitMs, why: 'a mail went a moment ago' };
  const id = `${incident.workspace}.${nameOf(incident)}.${job.id}`.toLowerCase();
  const answer = await card.mailer.send({ to, subject, text, id });
  if (answer.outcome === 'later') return answer;
  if (answer.outcome === 'never') return { outcome: 'never', why: answer.why, what: `<@${user}>` };
  await job.keep({ mailed: true });
  return { outcome: 'done', commands: [{ type: 'card_mailed', by: 'muster', user, print, lost: lostAt !== null }] };
};
