// `/incident roles` shows who does what. `/incident role scribe @cho` gives a role, `… none` frees it; alone it shows the roles.

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
import { performed } from './replied.ts';

export const rolesWord: TypedWord = {
  word: 'roles',
  needs: 'incident',
  run: async ({ incident, user }) => (incident === null ? null : rolesView(incident, user)),
};

export const roleWord: TypedWord = {
  word: 'role',
  needs: 'incident',
  run: async ({ incident, line, ...asked }) => {
    if (incident === null) return null;
    const [role = '', who] = line.rest.split(/\s+/);
    if (role === '') return rolesView(incident, asked.user);
    const name = role.toLowerCase();
    if (who === undefined) return trouble.notUnderstood('Say who: `/incident role fixer @ben`, or `none` to free it.');
    if (who.toLowerCase() === 'none') {
      return performed(asked, incident, { type: 'vacate_role', by: asked.user, role: name, user: null });
    }
    const user = mentionedUser(who);
    if (user === null) {
      return trouble.notUnderstood('Name a person with @, as in `/incident role fixer @ben`, or `none` to free it.');
    }
    const person = await asked.slack.people.find(user);
    if (person.kind !== 'member') {
      return trouble.notUnderstood('A role goes to a full member of the workspace; guests and apps cannot hold one.');
    }
    return performed(asked, incident, { type: 'assign_role', by: asked.user, role: name, user }, (after, events) =>
      roleAsked(after, events),
    );
  },
};

/** The button that opens the same as a form. */
export const assignRole: ActionListener = (pressed) =>
  aboutPressed(pressed, 'assign_role', (incident) => openForm(pressed, assignForm(incident)));

export const submitAssignRole: FormListener = (submitted) =>
  aboutForm(submitted, 'assign_role', async (incident) => {
    const { slack, user: by, key, values } = submitted;
    const user = typed(values, inputs.user);
    const person = await slack.people.find(user);
    if (person.kind !== 'member') {
      return {
        errors: { [inputs.user]: 'A role goes to a full member of the workspace; guests and apps cannot hold one.' },
      };
    }
    const role = typed(values, inputs.role);
    const outcome = await slack.engine.perform(incident, { type: 'assign_role', by, role, user }, key);
    return answerForm(submitted, outcome, inputs.user);
  });
