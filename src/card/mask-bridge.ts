import type { Mask } from '../record/mask.ts';

/** Whoever has the address can read the page; in a room it would be on the record, and in every export. */
const address = /<[^<>\s]*\/bridge\/[\w-]{32,}[^<>]*>|[^\s<>]*\/bridge\/[\w-]{32,}[^\s<>]*/g;
const kind = 'link to the card for when Slack fails';

/** The same mask, which also takes out the address of the card's page. */
export function maskBridge(mask: Mask): Mask {
  return (raw) => {
    if (!raw.includes('/bridge/')) return mask(raw);
    const without = raw.replace(address, `[credential removed: ${kind}]`);
    const masked = mask(without);
    return without === raw ? masked : { text: masked.text, kinds: [...new Set([kind, ...masked.kinds])] };
  };
}
