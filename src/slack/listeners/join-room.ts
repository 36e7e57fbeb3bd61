// `Join` on the announcement: asked in at once, and the brief comes when one is there.

import { outOfReach } from '../../incident/out-of-reach.ts';
import { trouble } from '../views/trouble.ts';
import { aboutPressed } from './about.ts';
import type { ActionListener } from './listener.ts';

export const joinRoom: ActionListener = (pressed) =>
  aboutPressed(pressed, 'join_room', async (incident) => {
    const { slack, user } = pressed;
    const { channel } = incident.room;
    const name = `INC-${incident.number}`;
    if (channel === null) return { text: `${name}: the room is still being opened. Press Join again in a moment.` };
    const why = outOfReach(incident.room);
    if (why === 'archived') return { text: `${name}: the room is archived: <#${channel}>.` };
    if (why === 'left') return { text: `${name}: I am not in the room, so please open it yourself: <#${channel}>.` };
    const answer = await slack.quick('conversations.invite', { channel, users: user });
    if (answer.ok) return { text: `${name}: you are in <#${channel}>.` };
    if (answer.code === 'already_in_channel') return { text: `${name}: you are in <#${channel}> already.` };
    return trouble.notJoined(incident, answer.code);
  });
