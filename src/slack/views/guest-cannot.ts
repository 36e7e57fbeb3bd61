import type { UserId } from '../../incident/incident.ts';
import type { Person } from '../../record/entry.ts';
import { escapeText } from '../../record/slack-text.ts';

/** What somebody was to be given. */
export type Given = 'role' | 'ask' | 'page';

/** Why not them, and who instead, in raw text. Guests change nothing here, so they could not even answer. */
export function guestCannot(about: {
  readonly given: Given;
  /** A member of whom this is said has left the workspace. */
  readonly kind: Person['kind'];
  readonly user: UserId;
  readonly lead: UserId | null;
  readonly teams: readonly string[];
}): string {
  const { given, kind, user, lead, teams } = about;
  switch (given) {
    case 'role':
      return kind === 'member'
        ? 'This account is switched off in Slack. A role goes to somebody who can answer: name another person.'
        : 'A role goes to a full member of the workspace; guests and apps cannot hold one. Name a member.';
    case 'ask':
      if (kind === 'member') return 'This account is switched off in Slack: nobody would read it. Ask somebody else.';
      if (kind === 'bot') return 'An app cannot be asked. Name a person.';
      return `A guest can change nothing here, so they could not answer. Write to them in the room, and ask a member${lead === null ? '' : ` (<@${lead}> leads)`} to see to it.`;
    case 'page': {
      const known = teams.slice(0, 3).map((name) => `\`/incident page ${escapeText(name)}\``);
      const lines = [
        kind === 'bot'
          ? 'An app cannot be paged; nobody was asked.'
          : `<@${user}> is a guest here and could take no role; nobody was asked.`,
        known.length > 0
          ? `Page a team instead: ${known.join(', ')}.`
          : 'Page a member of the workspace instead: `/incident page @ben`.',
        ...(kind === 'bot' || lead === null ? [] : [`If they are needed, <@${lead}>, who leads, can write to them.`]),
      ];
      return lines.join(' ');
    }
  }
}
