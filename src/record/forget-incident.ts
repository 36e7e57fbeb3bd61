import type { Incident, UserId } from '../incident/incident.ts';
import type { Writing } from '../incident/lesson.ts';
import { type Eraser, removedUser } from './eraser.ts';

/** Which texts that belong to the whole incident are the person's: the state does not tell who wrote them. */
export interface Wrote {
  readonly title: boolean;
  readonly summary: boolean;
  /** Whether the person gave this reason with an act of theirs. */
  gave(reason: string): boolean;
}

export const removedTitle = 'Title removed on request';

/** An incident without the person: it keeps what happened when; roles are held by somebody without a name. */
export function forgetIncident(before: Incident, user: UserId, wrote: Wrote, eraser: Eraser): Incident {
  // What a phase or a severity replaced may be in anybody's words, and could be put back for five minutes only.
  const { undoable: _undoable, ...incident } = before;
  const { room, replyTo, declaredBy, postmortem } = incident;
  const isDeclarer = declaredBy === user;
  // Nobody is left who could be told.
  const { followers, guests, ...facts } = incident;
  const staying = {
    ...(followers === undefined ? {} : { followers: followers.filter((one) => one.user !== user) }),
    ...(guests === undefined ? {} : { guests: guests.filter((one) => one.user !== user) }),
  };
  const without = (reason: string) => (reason !== '' && wrote.gave(reason) ? '' : reason);
  const left = eraser.value({
    ...facts,
    ...staying,
    title: wrote.title ? removedTitle : incident.title,
    summary: wrote.summary ? '' : incident.summary,
    reason: without(incident.reason),
    ...(incident.stillInPlace === undefined ? {} : { stillInPlace: without(incident.stillInPlace) }),
    postmortem: { ...postmortem, ...(postmortem.waiver === undefined ? {} : { waiver: without(postmortem.waiver) }) },
    // The channel's name was made of the title, mostly of the first one.
    room: (wrote.title || isDeclarer) && room.name !== '' ? { ...room, name: `inc-${incident.number}` } : room,
    replyTo: isDeclarer ? { via: 'dm' } : replyTo,
  } satisfies Incident);
  const writings = Object.entries(postmortem.writings).map(
    ([field, one]) => [field, forgetWriting(one, eraser)] as const,
  );
  return {
    ...left,
    declaredBy: isDeclarer ? removedUser : declaredBy,
    postmortem: { ...left.postmortem, writings: Object.fromEntries(writings) },
  };
}

/** What several people wrote goes by its parts, whoever changed it last. */
function forgetWriting(writing: Writing, eraser: Eraser): Writing {
  const left = eraser.value(writing);
  return left.parts === undefined ? left : { ...left, text: left.parts.map(({ text }) => text).join('\n') };
}
