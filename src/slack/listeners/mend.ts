// `/incident mend`: the record is compared with Slack's history now; what was found is said to who asked.
import type { MendingNews } from '../../engine/mending-waiters.ts';
import { sayLater } from '../say-later.ts';
import { mended } from '../views/mended.ts';
import type { Reply, TypedWord } from './listener.ts';

/** Longer than this nobody waits without a word. Real time: Slack waits three seconds for the answer. */
const silenceMs = 1_000;

export const mendWord: TypedWord = {
  word: 'mend',
  needs: 'incident',
  run: async ({ incident, slack, responseUrl }) => {
    if (incident === null) return null;
    const { promise: answer, resolve } = Promise.withResolvers<Reply>();
    let isAnswered = false;
    let read = 0;
    const first = (reply: Reply) => {
      isAnswered = true;
      resolve(reply);
    };
    const tell = async (news: MendingNews): Promise<void> => {
      if (news.kind === 'progress') read = news.read;
      else if (!isAnswered)
        first(news.kind === 'ended' ? mended.found(incident, news.report) : mended.later(incident, read));
      else if (news.kind === 'ended' && responseUrl !== null) {
        await sayLater(responseUrl, mended.found(incident, news.report));
      }
    };
    if (!(await slack.engine.mend(incident, { everyThread: true, tell }))) return mended.noRoom(incident);
    const timer = setTimeout(() => first(mended.later(incident, read)), silenceMs);
    return answer.finally(() => clearTimeout(timer));
  },
};
