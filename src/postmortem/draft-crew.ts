import { escalationsOf } from '../incident/escalate-unheld.ts';
import { crewOf } from '../incident/role-asks.ts';
import { sayDuration } from '../record/durations.ts';
import { escapeMarkdown } from '../record/to-markdown.ts';
import type { DraftFrom } from './draft.ts';
import type { Ink } from './ink.ts';

/** Who was asked to take a role and how that ended, which roles were escalated, and for how long a holder was silent. Nobody is named. */
export function draftCrew({ incident }: DraftFrom, ink: Ink): readonly string[] {
  const { asks, silences } = crewOf(incident);
  const count = (n: number) => (n === 1 ? 'one was' : `${n} were`);
  return [
    ...asks.map(({ role, at, ended }) => {
      const after = sayDuration((ended?.at ?? at) - at);
      const how = {
        accepted: `accepted ${after} later`,
        declined: `a no ${after} later`,
        taken: `no answer; somebody else took it ${after} later`,
        replaced: `no answer; somebody else was asked ${after} later`,
        freed: `no answer; taken back ${after} later`,
        gone: 'the account was gone',
        over: 'no answer to the end',
        open: 'no answer so far',
      }[ended?.how ?? 'open'];
      return `- Somebody was asked to be ${escapeMarkdown(role)} at ${ink.stamp(at)}: ${how}.`;
    }),
    ...escalationsOf(incident).map(({ at, roles, asked, teams, told }) => {
      const free = roles.map(({ role, since }) => `${escapeMarkdown(role)} for ${sayDuration(at - since)}`);
      const how = [
        ...(asked.length === 0 ? [] : [`${count(asked.length)} asked to come`]),
        ...teams.map((team) => `${escapeMarkdown(team)} was paged`),
        ...(told.length === 0 ? [] : [`nobody could be fetched, ${count(told.length)} told by direct message`]),
      ];
      return `- Nobody held ${free.join(' and ')}, and it was escalated at ${ink.stamp(at)}: ${how.join(', ') || 'nobody could be asked'}.`;
    }),
    ...silences.map(({ roles, since, ended }) => {
      const until = ended === null ? 'on' : `to ${ink.stamp(ended.at)}`;
      return `- Nothing was heard from ${roles.map(escapeMarkdown).join(', ')} from ${ink.stamp(since)} ${until}.`;
    }),
  ];
}
