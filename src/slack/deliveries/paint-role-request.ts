// Safe to repeat: see `paintMessage` and `tellPerson`.
import { findRoleAsk } from '../../incident/role-asks.ts';
import { roleNews, roleRequest } from '../views/role-request.ts';
import { type Delivery, done, settle } from './delivery.ts';
import { directMessages } from './direct-messages.ts';
import { paintMessage } from './paint-message.ts';
import { tellPerson } from './tell-person.ts';

/** The direct message to who is asked to take a role. One that was settled before Slack showed it is not shown any more. */
export const paintRoleRequest: Delivery<'paint_role_request'> = async (slack, job, incident, { ask: id }) => {
  const ask = findRoleAsk(incident, id);
  if (ask === undefined) return done;
  const { request: at } = ask;
  // An earlier attempt may have posted it all the same: then it is found, and edited.
  if (at === null && ask.ended !== null && job.attempt === 1) return done;
  const opened = at === null ? await directMessages(slack, ask.user) : { ok: true as const, result: at.channel };
  if (!opened.ok) return settle(opened, `<@${ask.user}>`);
  const surface = { kind: 'role_request', ask: id } as const;
  return paintMessage(slack, job, { surface, at, channel: opened.result, message: roleRequest(incident, ask) });
};

/** Told only if it is still so. */
export const sayRoleNews: Delivery<'say_role_news'> = async (slack, job, incident, { user, ask: id, news }) => {
  const ask = findRoleAsk(incident, id);
  if (ask === undefined || (news === 'again' && ask.ended !== null)) return done;
  return tellPerson(slack, job, user, roleNews(incident, ask, news));
};
