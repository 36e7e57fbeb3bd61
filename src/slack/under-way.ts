/** What has come from Slack and is not yet dealt with to the end: an answer may follow its acknowledgement. */
export interface UnderWay {
  run(work: () => Promise<void>): Promise<void>;
  /** Resolves when nothing is under way; never rejects. */
  settled(): Promise<void>;
}

export function createUnderWay(): UnderWay {
  const all = new Set<Promise<void>>();
  return {
    run(work) {
      const mine = work();
      const watched = mine.then(
        () => {},
        () => {},
      );
      all.add(watched);
      watched.then(() => all.delete(watched));
      return mine;
    },
    async settled() {
      while (all.size > 0) await Promise.all(all);
    },
  };
}
