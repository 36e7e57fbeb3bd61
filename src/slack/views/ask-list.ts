import type { KnownBlock } from '@slack/types';
import { type Ask, isSettled, openAsks } from '../../incident/asks.ts';
import { type Incident, nameOf, type UserId } from '../../incident/incident.ts';
import { actions, button, context, type Message, message, section } from '../blocks.ts';
import { askButtons, askState, askWhat } from './ask-words.ts';

const shownOpen = 15;
const shownSettled = 5;

/** `/incident asks`: what is open, the nearest time first, with the answers that `user` can give; then the newest settled ones. */
export function askList(incident: Incident, user: UserId): Message {
  const open = openAsks(incident);
  const settled = (incident.asks ?? []).filter(isSettled).slice(-shownSettled);
  const more = open.length - shownOpen;
  const title =
    open.length === 0
      ? 'Nobody is asked for anything now.'
      : `${open.length} open ${open.length === 1 ? 'ask' : 'asks'}`;
  const blocks: readonly KnownBlock[] = [
    section(`*${nameOf(incident)}*  ${title}`),
    ...open
      .slice(0, shownOpen)
      .flatMap((ask) => [section(one(incident, ask)), ...actions(askButtons(incident, ask, user))]),
    ...(more > 0 ? [context(`and ${more} more, due later or at no time`)] : []),
    ...(settled.length === 0 ? [] : [context(settled.map((ask) => one(incident, ask)).join('\n'))]),
    ...actions([button('Ask someone', 'make_ask', { n: incident.number })]),
  ];
  return message(
    `${nameOf(incident)}: ${[title, ...open.slice(0, shownOpen).map((ask) => one(incident, ask))].join(' ')}`,
    blocks,
  );
}

function one(incident: Incident, ask: Ask): string {
  return `<@${ask.who}>: ${askWhat(incident, ask, 200)}. ${askState(incident, ask)} (asked by <@${ask.by}>)`;
}
