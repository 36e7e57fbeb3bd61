import { canBeFollowed } from '../../incident/followers.ts';
import { type Incident, nameOf } from '../../incident/incident.ts';
import { type Message, message, section } from '../blocks.ts';
import { ifSlackFails } from './if-slack-fails.ts';

type Line = readonly [command: string, does: string];

const inRoom: readonly (readonly [title: string, lines: readonly Line[]])[] = [
  [
    'Roles',
    [
      ['roles', 'who does what, and who was asked'],
      ['role ROLE @somebody', 'asks them to take a role; `none` instead of a name frees it'],
    ],
  ],
  [
    'Work',
    [
      ['ask @somebody WHAT by 10:20', 'asks one person; the time may be left out'],
      ['asks', 'what is asked and open'],
      ['did 10:12 WHAT', 'what was changed on the systems; the time may be left out'],
      ['decide WHAT because WHY', 'what was decided, and why'],
      ['update', 'sends an update'],
      ['checklist', 'the checks, as a form'],
      ['contained', 'it grows no worse'],
      ['resolved', 'it is over'],
      ['closed', 'the work is done'],
      ['reopen REASON', 'it came back'],
      ['cancel REASON', 'a false alarm'],
      ['duplicate INC-7', 'it is the same as another'],
      ['page WHO TEXT', 'asks somebody to come: `@somebody`, a team, a service; `next` asks the next'],
      ['oncall', 'who is on call'],
      ['action TEXT', 'something to be done afterwards'],
    ],
  ],
  [
    'Record',
    [
      ['brief', 'what somebody who comes late must know'],
      ['note 10:12 TEXT', 'a key event, at its time'],
      ['timeline', 'the key events'],
      ['export', 'the record as files'],
      ['postmortem', 'the draft: makes it, or shows where it is'],
      ['mend', 'compares the record with the history in Slack, now'],
    ],
  ],
  [
    'Correct',
    [
      ['severity sev1 REASON', 'changes the severity'],
      ['title TEXT', 'changes the title'],
      ['summary TEXT', 'changes the summary'],
      ['time started 09:58 REASON', 'corrects a time: started, detected, acknowledged, contained or resolved'],
    ],
  ],
];

const triage: Line = ['triage WHAT', 'first looks whether there is a problem at all'];

const anywhere: readonly Line[] = [
  ['', 'opens the form'],
  ['new sev1 TITLE', 'declares at once; sev1 is the worst, sev4 the least'],
  ['TITLE', 'opens the form with the title filled in'],
  ['adopt sev1 TITLE', 'makes the channel you are in the war room, with its past on the record'],
  ['list', 'what is open'],
  ['oncall', 'who is on call'],
  ['brief INC-42', 'what it is about; most commands work so from anywhere: `/incident note INC-42 TEXT`'],
];

/**
 * `/incident help`: what one can type here; `incident` is that of the room, null elsewhere. Only what works. `triages`: a
 * look before declaring is switched on. `card`: for when Slack fails.
 */
export function help(incident: Incident | null, triages = false, card: string | null = null): Message {
  if (incident === null) {
    const some = triages ? anywhere.toSpliced(2, 0, triage) : anywhere;
    const raw = 'What one can type outside a war room';
    return message(`${raw}: ${some.map(([command]) => `/incident ${command}`.trim()).join(', ')}`, [
      section(`*${raw}*\n${lines(some)}`),
      section('Inside a war room, `/incident help` shows the rest.'),
      ...ifSlackFails(card),
    ]);
  }
  const names = inRoom.flatMap(([, some]) => some.map(([command]) => command)).join(', ');
  return message(`${nameOf(incident)}: what one can type here: ${names}`, [
    section(`*${nameOf(incident)}: what one can type here*\n\`/incident\` alone shows it as buttons.`),
    ...inRoom.map(([title, some]) => section(`*${title}*\n${lines(some)}`)),
    ...(canBeFollowed(incident) ? [section(watching)] : []),
    section(
      '*Buttons*\n`Hand over`, and for five minutes `Undo`, stand on the panel and in private answers.\n*On a message*\n:pushpin: makes it a key event; in its menu are `Add to timeline`, `Ask someone`, `Log change` and `Create action item`.\nTimes are in your own time zone. Slack takes no commands inside threads.',
    ),
    ...ifSlackFails(card),
  ]);
}

const watching =
  '*For who only watches*\n`Follow` on the announcement, or `Follow and leave` in `/incident`: the news come by direct message.';

function lines(some: readonly Line[]): string {
  return some.map(([command, does]) => `\`${`/incident ${command}`.trim()}\`  ${does}`).join('\n');
}
