import type { KnownBlock } from '@slack/types';
import type { Incident, UserId } from '../../incident/incident.ts';
import { openRoleAsks } from '../../incident/role-asks.ts';
import { suggestSplit } from '../../incident/suggest-split.ts';
import { escapeText } from '../../record/slack-text.ts';
import { actions, section } from '../blocks.ts';
import { askedRole } from './asked-role.ts';
import { roleButtons } from './role-buttons.ts';

/** Which roles wait for somebody, or who holds several; with the one that `user` could take. Nothing for who has a role. */
export function splitSuggested(incident: Incident, user: UserId): readonly KnownBlock[] {
  const words = splitWords(incident, user);
  const split = suggestSplit(incident, user);
  if (words === null || split === null) return [];
  const take = roleButtons(incident).filter(({ action_id }) => action_id?.endsWith(`:${split.role}`));
  return [section(words), ...actions(take)];
}

/** The same without the button, raw; null: nothing to say. */
export function splitWords(incident: Incident, user: UserId): string | null {
  const split = suggestSplit(incident, user);
  if (split === null) return null;
  const take = `You could take ${escapeText(split.role)}.`;
  if (split.from !== null) return `<@${split.from.user}> holds ${list(split.from.roles.map(escapeText))}. ${take}`;
  const shown = split.open.slice(0, 12).map((role) => {
    const forNow = incident.roles.filter((holding) => holding.role === role).map((one) => `<@${one.user}> for now`);
    const asked = openRoleAsks(incident, role).map((ask) => askedRole(incident, ask));
    const behind = [...forNow, ...asked];
    return `${escapeText(role)}${behind.length === 0 ? '' : ` (${behind.join('; ')})`}`;
  });
  const more = split.open.length - shown.length;
  return `Nobody has taken ${shown.join(', ')}${more > 0 ? ` and ${more} more` : ''} yet. ${take}`;
}

/** `a`, `a and b`, `a, b and c` */
function list(words: readonly string[]): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;
}
