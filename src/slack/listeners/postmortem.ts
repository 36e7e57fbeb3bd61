// The post-mortem: `/incident postmortem` shows the draft or makes it again; `Write` fills in what only people know.
import { sections } from '../../postmortem/sections.ts';
import { typed } from '../form-values.ts';
import { inputs } from '../ids.ts';
import { linksFor } from '../links.ts';
import { postmortemPlace } from '../views/postmortem-place.ts';
import { trouble } from '../views/trouble.ts';
import { waiveForm } from '../views/waive-form.ts';
import { writeForm } from '../views/write-form.ts';
import { aboutForm, aboutPressed } from './about.ts';
import { answerForm } from './answer-form.ts';
import type { ActionListener, FormListener, TypedWord } from './listener.ts';
import { openForm } from './open-form.ts';
import { performed } from './replied.ts';

export const postmortemWord: TypedWord = {
  word: 'postmortem',
  needs: 'incident',
  run: async ({ incident, line: _line, ...asked }) => {
    if (incident === null) return null;
    const links = linksFor(asked.slack);
    if (incident.postmortem.thread !== null) return postmortemPlace(incident, links);
    return performed(asked, incident, { type: 'draft_postmortem', by: asked.user }, (after) =>
      postmortemPlace(after, links),
    );
  },
};

export const showPostmortem: ActionListener = (pressed) =>
  aboutPressed(pressed, 'show_postmortem', async (incident) => postmortemPlace(incident, linksFor(pressed.slack)));

export const draftPostmortem: ActionListener = (pressed) =>
  aboutPressed(pressed, 'draft_postmortem', (incident) =>
    performed(pressed, incident, { type: 'draft_postmortem', by: pressed.user }, (after) => ({
      text: `INC-${after.number}: the draft is being made again from the newest record. What people wrote stays.`,
    })),
  );

export const writeSection: ActionListener = (pressed) =>
  aboutPressed(pressed, 'write_section', async (incident, value) => {
    const section = sections.find((candidate) => candidate.number === value.section);
    return section === undefined ? trouble.oldButton() : openForm(pressed, writeForm(incident, section));
  });

export const submitSection: FormListener = (submitted) =>
  aboutForm(submitted, 'write_section', async (incident, memo) => {
    const { slack, user: by, key, values } = submitted;
    const section = sections.find((candidate) => candidate.number === memo.section);
    if (section === undefined) return { update: trouble.asForm(trouble.oldButton()) };
    // What is too long for a form was not in it: it stays.
    const asked = section.fields.filter((field) => Object.hasOwn(values, field.key));
    const fields = Object.fromEntries(asked.map((field) => [field.key, typed(values, field.key)]));
    const command = { type: 'write_section', by, section: section.number, fields, seen: memo.seen } as const;
    return answerForm(
      submitted,
      await slack.engine.perform(incident, command, key),
      asked[0]?.key ?? '',
      (after, again) => writeForm(after, section, again),
    );
  });

export const settlePostmortem: ActionListener = (pressed) =>
  aboutPressed(pressed, 'settle_postmortem', (incident, { state }) =>
    state === 'waived'
      ? openForm(pressed, waiveForm(incident))
      : performed(pressed, incident, { type: 'settle_postmortem', by: pressed.user, state: 'published', reason: '' }),
  );

export const submitWaiver: FormListener = (submitted) =>
  aboutForm(submitted, 'waive_postmortem', async (incident) => {
    const { slack, user: by, key, values } = submitted;
    const reason = typed(values, inputs.reason);
    const outcome = await slack.engine.perform(
      incident,
      { type: 'settle_postmortem', by, state: 'waived', reason },
      key,
    );
    return answerForm(submitted, outcome, inputs.reason);
  });
