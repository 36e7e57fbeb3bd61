import type { ShortStory } from './crash-short-stories.ts';
import { type CrashOptions, type Fate, openCrashStage } from './crash-stage.ts';
import { picture } from './crash-story.ts';
import type { ReceivedMail } from './mail-server.ts';

export const unharmed: Fate = { atCall: () => null, atAnswer: () => false };

/** Dies at every so-many-th call, beginning with `offset`, by turns before and after Slack has done it. */
export const atEveryCall = (every: number, offset: number): Fate => ({
  atCall: (count) => (count % every !== offset ? null : Math.floor(count / every) % 2 ? 'before' : 'after'),
  atAnswer: () => false,
});

/** Dies at every so-many-th answer to Slack: written down, and Slack hears nothing of it. */
export const atEveryAnswer = (every: number, offset: number): Fate => ({
  atCall: () => null,
  atAnswer: (count) => count % every === offset,
});

/** Dies at every so-many-th mail: the mail server has it, and says so to nobody. */
export const atEveryMail = (every: number, offset: number): Fate => ({
  ...unharmed,
  atMail: (count) => count % every === offset,
});

/** Both at once. */
export const either = (one: Fate, other: Fate): Fate => ({
  atCall: (count) => one.atCall(count) ?? other.atCall(count),
  atAnswer: (count) => one.atAnswer(count) || other.atAnswer(count),
  atMail: (count) => (one.atMail?.(count) ?? false) || (other.atMail?.(count) ?? false),
});

/** Plays a story through on a stage of its own and returns what stays in Slack, with how often the bot died. */
export async function playOut(
  story: Pick<ShortStory, 'play' | 'config' | 'racers'>,
  fate: Fate,
  { twice = false }: Pick<CrashOptions, 'twice'> = {},
) {
  const stage = await openCrashStage(fate, { twice, config: story.config ?? '' });
  try {
    await story.play(stage);
    const seen = picture(stage.sandbox, story.racers?.(stage));
    return { seen, mailed: mailedOnce(stage.mails), handed: stage.mails.length, ...stage.counts() };
  } finally {
    await stage.close();
  }
}

/** Plays so many at a time; the results in the order of the plays. */
export async function inTurns<Run>(atOnce: number, plays: readonly (() => Promise<Run>)[]): Promise<readonly Run[]> {
  const runs: Run[] = [];
  let next = 0;
  const take = async (): Promise<void> => {
    for (let place = next++; place < plays.length; place = next++) {
      const play = plays[place];
      if (play !== undefined) runs[place] = await play();
    }
  };
  await Promise.all(Array.from({ length: atOnce }, take));
  return runs;
}

/** What people find in their mail: of those with one Message-ID their programs show one. Times are left out. */
function mailedOnce(mails: readonly ReceivedMail[]): readonly string[] {
  const byId = new Map(mails.map((mail) => [mail.id, mail]));
  return [...byId.values()].map(({ to, subject, text }) => `${to.join()}: ${subject}\n${text}`).sort();
}
