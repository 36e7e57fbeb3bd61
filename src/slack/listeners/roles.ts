// `/incident roles` shows who does what. `/incident role scribe @cho` (or `@cho scribe`) gives a
// role, `… none` frees it; alone it shows the roles.

import type { Incident, UserId } from '../../incident/incident.ts';
import { rolePolicy } from '../../incident/role-policy.ts';
import { escapeText } from '../../record/slack-text.ts';
import { cannotBeGiven, cannotBeGivenInForm } from '../cannot-be-given.ts';
import { typed } from '../form-values.ts';
import { inputs } from '../ids.ts';
import { mentionedUser } from '../typed-text.ts';
import { assignForm } from '../views/assign-form.ts';
import { roleAsked } from '../views/role-request.ts';
import { roles as rolesView } from '../views/roles.ts';
import { trouble } from '../views/trouble.ts';
import { aboutForm, aboutPressed } from './about.ts';
import { answerForm } from './answer-form.ts';
import type { ActionListener, FormListener, TypedWord } from './listener.ts';
import { openForm } from './open-form.ts';
import { doneElsewhere, performed } from './replied.ts';

export const rolesWord: TypedWord = {
  word: 'roles',
  needs: 'incident',
  run: async ({ incident, user, slack }) => (incident === null ? null : rolesView(incident, user, slack.now())),
};

export const roleWord: TypedWord = {
  word: 'role',
  needs: 'incident',
  takes: 'argument',
  run: async ({ incident, line, ...asked }) => {
    if (incident === null) return null;
    if (line.rest.trim() === '') return rolesView(incident, asked.user, asked.slack.now());
    const { role, people, none } = readRoleWords(incident, line.rest);
    const [user, ...others] = people;
    if (role === null)
      return trouble.notUnderstood(`Say which role: \`/incident role fixer @ben\`. ${rolesOf(incident)}`);
    if (none && user === undefined) {
      return performed(
        asked,
        incident,
        { type: 'vacate_role', by: asked.user, role, user: null },
        doneElsewhere(asked),
      );
    }
    if (user === undefined) {
      const wanted = line.rest.trim().includes(' ') ? 'Name a person with @, as in' : 'Say who:';
      return trouble.notUnderstood(`${wanted} \`/incident role fixer @ben\`, or \`none\` to free it.`);
    }
    if (none || others.length > 0) return trouble.notUnderstood(onePersonEach(incident, role, people));
    const no = await cannotBeGiven(asked.slack, incident, user, 'role');
    if (no !== null) return trouble.notUnderstood(no);
    return performed(asked, incident, { type: 'assign_role', by: asked.user, role, user }, roleAsked);
  },
};

/** `fixer @ben` and `@ben fixer`, also with words such as `to` between. `role` is null where no word could be one. */
function readRoleWords({ policy }: Incident, rest: string) {
  const words = rest.trim().split(/\s+/);
  const people = [...new Set(words.flatMap((word) => mentionedUser(word) ?? []))];
  const others = words.filter((word) => mentionedUser(word) === null).map((word) => word.toLowerCase());
  const named = others.find((word) => policy.roles.some(({ name }) => name === word));
  return { role: named ?? others.find((word) => word !== 'none') ?? null, people, none: others.includes('none') };
}

function rolesOf({ policy }: Incident): string {
  return `Roles: ${policy.roles.map(({ name }) => escapeText(name)).join(', ')}.`;
}

/** Who is meant is not guessed: nobody is asked, and each is offered as a line of its own. */
function onePersonEach(incident: Incident, role: string, people: readonly UserId[]): string {
  const holders = rolePolicy(incident, role)?.holders ?? 1;
  const name = escapeText(role);
  const held = holders === 1 ? 'has one holder' : `has at most ${holders} holders, each asked by a line of their own`;
  const each = people.slice(0, 3).map((user) => `\`/incident role ${name}\` <@${user}>`);
  return `The role ${name} ${held}: nobody was asked, and nothing changed. Name one person: ${each.join(' or ')}.`;
}

/** The button that opens the same as a form. */
export const assignRole: ActionListener = (pressed) =>
  aboutPressed(pressed, 'assign_role', (incident) => openForm(pressed, assignForm(incident)));

export const submitAssignRole: FormListener = (submitted) =>
  aboutForm(submitted, 'assign_role', async (incident) => {
    const { slack, user: by, key, values } = submitted;
    const user = typed(values, inputs.user);
    const no = await cannotBeGivenInForm(slack, incident, user, 'role');
    if (no !== null) return no;
    const role = typed(values, inputs.role);
    const outcome = await slack.engine.perform(incident, { type: 'assign_role', by, role, user }, key);
    return answerForm(submitted, outcome, inputs.user);
  });
