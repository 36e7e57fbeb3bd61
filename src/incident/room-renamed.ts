import type { Rule } from './decision.ts';
import { happened, refuse } from './decision.ts';

/** Slack says that the channel has another name, given by hand. */
export const roomRenamed: Rule<'room_renamed'> = ({ room }, { name }) =>
  room.channel === null || name === '' || name === room.name
    ? refuse({ reason: 'nothing_changed' })
    : happened({ type: 'room_renamed', from: room.name, to: name });
