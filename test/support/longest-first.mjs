import Sequencer from '@jest/test-sequencer';

/** What takes longest, though its files are short. */
const long = /\/test\/(crash|play|browser)\/|\/(follow|backup|mend|limits|folder-lock|open-store)\.test\.ts$/;

/**
 * Jest begins with the files that took longest the last time; on a fresh machine, with the largest. Those here would then come
 * last, and all but one process would stand idle.
 */
export default class extends Sequencer {
  sort(tests) {
    const [first, rest] = [tests.filter(({ path }) => long.test(path)), tests.filter(({ path }) => !long.test(path))];
    return [...super.sort(first), ...super.sort(rest)];
  }
}
