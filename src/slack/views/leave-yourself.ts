import { type Incident, nameOf } from '../../incident/incident.ts';
import { type Message, message, section } from '../blocks.ts';

/** By direct message, to who follows and wanted to leave: Slack lets only people do it here. */
export function leaveYourself(incident: Incident): Message {
  const { channel } = incident.room;
  const room = channel === null ? 'its room' : `<#${channel}>`;
  const raw = `${nameOf(incident)}: Slack does not let me take you out of ${room}. Please leave it yourself: \`/leave\` there. You follow already.`;
  return message(raw, [section(raw)]);
}
