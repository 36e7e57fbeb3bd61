import type { RoleAsk } from '../../incident/crew.ts';
import type { IncidentEvent } from '../../incident/events.ts';
import { type Incident, nameOf } from '../../incident/incident.ts';
import { rolePolicy } from '../../incident/role-policy.ts';
import { escapeText, escapeTyped } from '../../record/slack-text.ts';
import { actions, button, context, type Message, message, section } from '../blocks.ts';
import { moment } from './moment.ts';

/** By direct message: somebody is asked to take a role, with what it asks of them; edited once it is settled. */
export function roleRequest(incident: Incident, ask: RoleAsk): Message {
  const what = `<@${ask.by}> asks you to be ${escapeText(ask.role)} of ${incidentWords(incident)}.`;
  if (ask.ended !== null) {
    const state = askEnded(incident, ask.ended);
    return message(`${nameOf(incident)}: ${what} ${state}`, [section(`${what}\n${state}`)]);
  }
  const duties = rolePolicy(incident, ask.role)?.duties ?? '';
  const until =
    ask.from === null ? 'Until you accept, nobody counts on you.' : `Until you accept, <@${ask.from}> keeps the role.`;
  const { channel } = incident.room;
  return message(`${nameOf(incident)}: ${what} ${until}`, [
    section([what, ...(duties === '' ? [] : [escapeTyped(duties)]), until].join('\n')),
    ...actions(answerButtons(incident, ask)),
    ...(channel === null ? [] : [context(`Room: <#${channel}>`)]),
  ]);
}

/** What who asked hears back, privately. */
export function roleAsked(incident: Incident, events: readonly IncidentEvent[]): Message | null {
  const asked = events.find((event) => event.type === 'role_asked');
  if (asked === undefined) return null;
  const { user, role, from } = asked.ask;
  const meanwhile = from === null ? 'Until they accept, the role is open.' : `Until they accept, <@${from}> keeps it.`;
  const instead = asked.instead === null ? '' : ` <@${asked.instead}> is asked no longer.`;
  return message(`${nameOf(incident)}: <@${user}> is asked to be ${escapeText(role)}. ${meanwhile}${instead}`, [
    section(`<@${user}> is asked to be ${escapeText(role)}. ${meanwhile}${instead}`),
  ]);
}

/** `again`: to who is asked. `declined`: to who asked, and who leads. `replaced`: to who is asked no longer. */
export function roleNews(incident: Incident, ask: RoleAsk, news: 'again' | 'declined' | 'replaced'): Message {
  const role = escapeText(ask.role);
  const { number: n } = incident;
  switch (news) {
    case 'again': {
      const raw = `You are asked again: will you be ${role} of ${incidentWords(incident)}? It waits since ${moment(incident, ask.at)}.`;
      return message(`${nameOf(incident)}: ${raw}`, [section(raw), ...actions(answerButtons(incident, ask))]);
    }
    case 'declined': {
      const raw = `<@${ask.user}> can't be ${role} of ${incidentWords(incident)}. Who else could?`;
      return message(`${nameOf(incident)}: ${raw}`, [
        section(raw),
        ...actions([button('Give a role', 'assign_role', { n })]),
      ]);
    }
    case 'replaced': {
      const raw = `You need not be ${role} of ${incidentWords(incident)}: <@${ask.ended?.by ?? ask.by}> is asked instead.`;
      return message(`${nameOf(incident)}: ${raw}`, [section(raw)]);
    }
  }
}

function answerButtons(incident: Incident, ask: RoleAsk) {
  const asked = { n: incident.number, id: ask.id };
  return [
    button('Accept', 'answer_role', { ...asked, answer: 'accept' }, { suffix: 'accept', style: 'primary' }),
    button("Can't", 'answer_role', { ...asked, answer: 'cant' }, { suffix: 'cant' }),
  ];
}

function askEnded(incident: Incident, { at, how, by }: NonNullable<RoleAsk['ended']>): string {
  const when = moment(incident, at);
  switch (how) {
    case 'accepted':
      return `You accepted at ${when}.`;
    case 'declined':
      return `You can't, you said at ${when}.`;
    case 'taken':
      return `<@${by}> has it since ${when}: you need not do anything.`;
    case 'replaced':
      return `<@${by}> is asked instead, since ${when}: you need not do anything.`;
    case 'freed':
      return `Taken back at ${when}${by === 'muster' ? '' : ` by <@${by}>`}: you need not do anything.`;
    case 'gone':
    case 'over':
      return 'It is over: nobody is needed for it any more.';
  }
}

function incidentWords(incident: Incident): string {
  return `${nameOf(incident)}, ${escapeText(incident.title)}`;
}
