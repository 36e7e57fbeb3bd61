import type { Button } from '@slack/types';
import type { SystemChange } from '../../incident/changes.ts';
import type { Incident } from '../../incident/incident.ts';
import { escapeTyped, shorten } from '../../record/slack-text.ts';
import { button } from '../blocks.ts';
import { moment } from './moment.ts';

/** `rolled back to 4.11`, raw; `length`: of the words. */
export function changeWhat(change: Pick<SystemChange, 'text'>, length = 400): string {
  return escapeTyped(shorten(change.text, length));
}

/** How it stands, as a sentence, raw; empty while it is in place and nobody has said more. */
export function changeState(incident: Incident, change: SystemChange): string {
  const said = `${moment(incident, change.saidAt)} by <@${change.saidBy}>`;
  switch (change.state) {
    case 'in_place':
      return '';
    case 'undone':
      return `Undone ${said}.`;
    case 'kept':
      return `To be kept, said ${said}.`;
  }
}

/** What one can say about it now; who pressed too early finds the way back. */
export function changeButtons(incident: Incident, change: SystemChange): readonly Button[] {
  const n = { n: incident.number, id: change.id };
  const offered = [
    ['undone', 'Undone'],
    ['kept', 'Keep'],
    ['in_place', 'Still in place'],
  ] as const;
  return offered
    .filter(([state]) =>
      change.state === 'undone' ? state === 'in_place' : state !== change.state && state !== 'in_place',
    )
    .map(([state, label]) => button(label, 'settle_change', { ...n, state }, { suffix: `${change.id}-${state}` }));
}
