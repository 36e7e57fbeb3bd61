// `/incident note 10:12 rolled back`: a key event of the timeline, at its own time.
import { typedWords } from '../typed-text.ts';
import { dayAndTime } from '../views/moment.ts';
import { trouble } from '../views/trouble.ts';
import { isMeantAsTime, latestPast } from '../wall-clock.ts';
import type { TypedWord } from './listener.ts';
import { performed } from './replied.ts';

export const noteWord: TypedWord = {
  word: 'note',
  needs: 'incident',
  takes: 'text',
  run: async ({ incident, line, ...asked }) => {
    if (incident === null) return null;
    const [first = '', ...others] = line.rest.split(/\s+/);
    const now = asked.slack.now();
    const at = latestPast(first, asked.person.zone, now);
    if (at === null && isMeantAsTime(first)) return trouble.noSuchTime(first);
    const raw = at === null ? line.rest : others.join(' ');
    if (raw.trim() === '')
      return trouble.notUnderstood('Say what happened: `/incident note 10:12 rolled back`. The time may be left out.');
    const happenedAt = at ?? now;
    const text = typedWords(raw);
    return performed(asked, incident, { type: 'add_note', by: asked.user, text, happenedAt }, (after) => ({
      text: `INC-${after.number}: noted for ${dayAndTime(happenedAt)}. \`/incident timeline\` shows the key events.`,
    }));
  },
};
