import type { Delivered } from '../../engine/engine.ts';

/** What was shown for the first time is the post of its act: the record points there. */
export function asPost(delivered: Delivered): Delivered {
  const shown = delivered.outcome === 'done' ? delivered.commands?.find(({ type }) => type === 'surface_posted') : null;
  if (delivered.outcome !== 'done' || shown?.type !== 'surface_posted') return delivered;
  return { ...delivered, posted: shown.message };
}
