import type { Silence } from '../../incident/crew.ts';
import { holdersOf, type Incident, nameOf } from '../../incident/incident.ts';
import { noWord } from '../../record/describe-crew.ts';
import { escapeText } from '../../record/slack-text.ts';
import { actions, button, type Message, message, section } from '../blocks.ts';
import { moment } from './moment.ts';
import type { Contact } from './page-numbers.ts';

/** The one line about a silence, kept current by editing; no phone number in the room. */
export function silenceLine(incident: Incident, silence: Silence): Message {
  const raw = silence.ended === null ? `${told(incident, silence)}` : over(incident, silence, silence.ended);
  const { number: n } = incident;
  const held = silence.roles.filter((role) => holdersOf(incident, role).some(({ user }) => user === silence.user));
  const buttons =
    silence.ended === null
      ? [
          button("I'm here", 'im_here', { n, id: silence.id }, { style: 'primary' }),
          ...held.map((role) =>
            button(
              held.length === 1 ? 'Take over' : `Take over ${role}`,
              'take_over_role',
              { n, role, from: silence.user },
              { suffix: role },
            ),
          ),
        ]
      : [];
  return message(`${nameOf(incident)}: ${raw}`, [section(raw), ...actions(buttons)]);
}

/** By direct message to who leads: the number under which a silent holder may be reached. */
export function silentNumber(incident: Incident, silence: Silence, { phone, place }: Contact): Message {
  const reach = `${escapeText(phone ?? 'no number known')}${place === null ? '' : `, ${escapeText(place)}`}`;
  const room = incident.room.channel === null ? '' : ` Room: <#${incident.room.channel}>`;
  const raw = `${told(incident, silence)} To ring: ${reach}.${room}`;
  return message(`${nameOf(incident)}: ${raw}`, [section(raw)]);
}

function told(incident: Incident, silence: Silence): string {
  return `${noWord(silence)}, since ${moment(incident, silence.since)}.`;
}

function over(incident: Incident, silence: Silence, { at, how }: NonNullable<Silence['ended']>): string {
  const who = `<@${silence.user}> (${silence.roles.map(escapeText).join(', ')})`;
  const [since, until] = [moment(incident, silence.since), moment(incident, at)];
  if (how === 'heard') return `${who} was silent from ${since} and is back since ${until}.`;
  if (how === 'over') return `${who} was silent from ${since} to the end.`;
  const now = silence.roles.flatMap((role) =>
    holdersOf(incident, role).map(({ user }) => `<@${user}> has ${escapeText(role)} now`),
  );
  return `${who} was silent from ${since}. ${now.length === 0 ? 'They hold it no longer' : now.join(', ')}.`;
}
