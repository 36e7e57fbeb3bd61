import type { KnownBlock } from '@slack/types';
import { isAtWork } from '../../incident/at-work.ts';
import { pendingOffers } from '../../incident/changes.ts';
import { type Incident, nameOf, type UserId } from '../../incident/incident.ts';
import { actions, button, context, type Message, message, section } from '../blocks.ts';
import { changeWhat } from './change-words.ts';
import { type Links, link } from './link.ts';
import { moment } from './moment.ts';

/** By direct message, to who keeps the record: messages that read like a change, one press each. Edited as more come. */
export function changeOffers(incident: Incident, links: Links): Message {
  const pending = pendingOffers(incident);
  const name = nameOf(incident);
  if (pending.length > 0 && !isAtWork(incident)) {
    const raw = `It is ${incident.phase}: nobody is asked any more what reads like a change.`;
    return message(`${name}: ${raw}`, [section(`*${name}*  ${raw}`)]);
  }
  if (pending.length === 0) {
    const raw = 'Nothing reads like a change now; all of it is logged or let go.';
    return message(`${name}: ${raw}`, [section(`*${name}*  ${raw}`)]);
  }
  const raw = pending.length === 1 ? 'This reads like a change. Is it one?' : 'These read like changes. Are they?';
  const lines = pending.map(
    (offer) =>
      `${moment(incident, offer.at)}  <@${offer.by}>: ${changeWhat(offer, 200)}  ${link(links(offer.channel, offer.ts), 'open')}`,
  );
  const blocks: readonly KnownBlock[] = [
    section(`*${name}*  ${raw}`),
    ...pending.flatMap(({ ts }, index) => [
      section(lines[index] ?? ''),
      ...actions([
        button(
          'Log change',
          'settle_offer',
          { n: incident.number, ts, log: 'yes' },
          { suffix: `${ts}-yes`, style: 'primary' },
        ),
        button('No change', 'settle_offer', { n: incident.number, ts, log: 'no' }, { suffix: `${ts}-no` }),
      ]),
    ]),
    context(
      'A change that is logged is asked about until it is undone or kept. `/incident did 10:12 TEXT` logs one by hand.',
    ),
  ];
  return message(`${name}: ${raw} ${lines.join(' ')}`, blocks);
}

/** In place of the same, for who keeps the record no longer. */
export function offersPassedOn(incident: Incident, keeper: UserId): Message {
  const raw = `What reads like a change is asked of <@${keeper}> now, who keeps the record.`;
  return message(`${nameOf(incident)}: ${raw}`, [section(`*${nameOf(incident)}*  ${raw}`)]);
}
