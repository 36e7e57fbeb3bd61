import { type ChannelIdChange, changeChannelId } from '../store/change-channel-id.ts';
import type { Changes } from './changes.ts';
import type { Parts } from './parts.ts';

/** A channel has another id: first all that is kept of it, then each incident that names it. */
export async function followChannel(
  { store }: Parts,
  changes: Changes,
  workspace: string,
  key: string,
  change: ChannelIdChange,
): Promise<void> {
  const rewrite = () => store.db.transaction().execute((trx) => changeChannelId(trx, workspace, change));
  for (const number of await rewrite()) {
    const command = { type: 'channel_id_changed', ...change, by: 'muster' } as const;
    await changes.perform({ workspace, number }, command, `${key}:${number}`);
  }
  // What was just being written down by the old id.
  await rewrite();
}
