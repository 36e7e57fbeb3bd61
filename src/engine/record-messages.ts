import { hearMessages, type Kept, type SaidIn } from '../store/hear-message.ts';
import { isAway } from '../store/is-away.ts';
import type { Parts } from './parts.ts';
import { createTogether, type Together } from './together.ts';

/** More than come while a statement is under way, at any rate that one process reaches. */
const most = 100;

/** Records messages, those that come at once in one statement. Each is kept when its `write` resolves. */
export function recordMessages({ store, clock }: Pick<Parts, 'store' | 'clock'>): Together<SaidIn, Kept> {
  return createTogether<SaidIn, Kept>({
    most,
    // A second, so that one which must wait (for an edit of the same message) does not hold up all rooms.
    atOnce: store.kind === 'postgres' ? 2 : 1,
    nameOf: ({ workspace, heard }) => `${workspace} ${heard.channel} ${heard.ts}`,
    doAll: (said) => hearMessages(store.recordDb, said, clock.now()),
    isOfOne: (error) => !isAway(error),
  });
}
