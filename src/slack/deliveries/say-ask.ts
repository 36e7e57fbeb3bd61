// Safe to repeat: see `tellPerson`.
import { findAsk, isSettled } from '../../incident/asks.ts';
import { askNews } from '../views/ask-news.ts';
import { type Delivery, done } from './delivery.ts';
import { tellPerson } from './tell-person.ts';

/** A reminder, a time that passed, a no: told only if it is still so. */
export const sayAsk: Delivery<'say_ask'> = async (slack, job, incident, { user, ask: id, news }) => {
  const ask = findAsk(incident, id);
  if (ask === undefined) return done;
  const stillSo = news === 'declined' ? ask.state === 'declined' : !isSettled(ask);
  return stillSo ? tellPerson(slack, job, user, askNews(incident, ask, user, news)) : done;
};
