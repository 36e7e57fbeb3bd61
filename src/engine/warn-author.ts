import type { Errand } from '../incident/errands.ts';
import { lasting, rememberKey } from '../store/remember-key.ts';
import type { Db } from '../store/tables.ts';
import type { Heard, IncidentRef } from './engine.ts';

/**
 * Whoever wrote a credential into the room is told, once a message: an edit of it, or the message itself after its
 * edit, tells nobody again. In the transaction that keeps what was heard. Null: nobody to tell, or told before.
 */
export async function warnAuthor(trx: Db, ref: IncidentRef, heard: Heard, at: number): Promise<Errand | null> {
  if (heard.kind !== 'message' && heard.kind !== 'edit' && heard.kind !== 'deletion') return null;
  const { user, channel, ts, threadTs, secrets = [] } = heard;
  // What apps write has the app's id: there is nobody to tell.
  if (secrets.length === 0 || user === null || !/^[UW]/.test(user)) return null;
  if (!(await rememberKey(trx, { ...ref, key: `${lasting}${channel}:${ts}`, at }))) return null;
  return {
    sort: 'say',
    surface: `warn:${channel}:${ts}`,
    task: { kind: 'warn_author', user, channel, ts, threadTs, kinds: secrets },
  };
}
