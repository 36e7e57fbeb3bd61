import type { KnownBlock } from '@slack/types';
import type { Incident } from '../../incident/incident.ts';
import type { Checklist } from '../../incident/policy.ts';
import { type CheckLook, checkItem } from './check-item.ts';

/** From roomy to tight: words give way first, then the links; an answer never does. */
const looks: readonly CheckLook[] = [
  { question: 500, note: 300, links: true },
  { question: 240, note: 200, links: true },
  { question: 120, note: 100, links: true },
  { question: 70, note: 50, links: true },
  { question: 240, note: 200, links: false },
  { question: 120, note: 100, links: false },
  { question: 70, note: 50, links: false },
];
const tightest: CheckLook = { question: 50, note: 20, links: false };

/** The roomiest drawing that `fits`; the tightest when none does. */
export function roomiest(
  draw: (look: CheckLook) => readonly KnownBlock[],
  fits: (blocks: readonly KnownBlock[]) => boolean,
): readonly KnownBlock[] {
  for (const look of looks) {
    const blocks = draw(look);
    if (fits(blocks)) return blocks;
  }
  return draw(tightest);
}

/** Lists with their items, in at most `room` blocks; `hidden`: how many items are not among them. */
export function checkBlocks(
  incident: Incident,
  lists: readonly Checklist[],
  { look, room, title }: { look: CheckLook; room: number; title: (text: string) => KnownBlock },
): { readonly blocks: readonly KnownBlock[]; readonly hidden: number } {
  let blocks: readonly KnownBlock[] = [];
  let hidden = 0;
  for (const list of lists) {
    for (const [index, item] of list.items.entries()) {
      // Once one is hidden, so are those behind it: what is shown is the beginning.
      const drawn = hidden > 0 ? [] : [...(index === 0 ? [title(list.title)] : []), ...checkItem(incident, item, look)];
      if (hidden > 0 || blocks.length + drawn.length > room) hidden += 1;
      else blocks = [...blocks, ...drawn];
    }
  }
  return { blocks, hidden };
}

export function haveLinks(lists: readonly Checklist[]): boolean {
  return lists.some(({ items }) => items.some(({ link }) => link !== null));
}
