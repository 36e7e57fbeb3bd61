// `/incident oncall`: who is on call for each team, until when, and who is asked after them.
import { type Directory, personNamed, type Team } from '../../incident/directory.ts';
import { escapeText } from '../../record/slack-text.ts';
import { offHours, onCallAt } from '../on-call.ts';
import type { Slack } from '../slack.ts';
import { onCallList, type TeamOnCall } from '../views/on-call-list.ts';
import type { TypedWord } from './listener.ts';

export const onCallWord: TypedWord = {
  word: 'oncall',
  needs: 'nothing',
  run: async ({ slack }) => {
    const { directory } = slack;
    const stakeholders = directory.stakeholders.map(({ name, audience, slack: user }) => {
      const who = user === null ? escapeText(name) : `${escapeText(name)} <@${user}>`;
      return audience === null ? who : `${escapeText(audience)}: ${who}`;
    });
    return onCallList(
      directory.teams.map((team) => teamNow(slack, team)),
      stakeholders,
    );
  },
};

function teamNow({ directory, now }: Slack, team: Team): TeamOnCall {
  const found = team.rota === null ? null : onCallAt(team.rota, now());
  const person = found === null ? null : personNamed(directory, found.who);
  const clock = person?.zone == null ? null : offHours(person.hours, person.zone, now());
  return {
    team: team.name,
    who: found === null ? null : mention(directory, found.who),
    until: found?.until ?? null,
    next: found?.next == null ? null : mention(directory, found.next),
    notes: [
      ...(person?.place == null ? [] : [escapeText(person.place)]),
      ...(found?.override === true ? ['stands in'] : []),
      ...(clock === null ? [] : [`${clock} there, outside working hours`]),
      ...(team.pager === null ? [] : ['paging service too']),
    ],
    tree: team.callTree.map(({ ask }) => (ask === 'oncall' ? 'on call' : mention(directory, ask))),
  };
}

function mention(directory: Directory, name: string): string {
  const user = personNamed(directory, name)?.slack;
  return user == null ? escapeText(name) : `<@${user}>`;
}
