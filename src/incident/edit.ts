import type { Rule } from './decision.ts';
import { happened, refuse } from './decision.ts';
import { cutTitle, tidyTitle, withWhole } from './declare.ts';
import type { EventBody } from './events.ts';
import type { Incident } from './incident.ts';
import { meant } from './meant.ts';

/** `/incident title …`: the channel keeps its name, everything else shows the new title. */
export const setTitle: Rule<'set_title'> = (incident, command) => {
  const reason = command.reason.trim();
  const { title, rest } = cutTitle(tidyTitle(command.title));
  if (title === '') return refuse({ reason: 'empty', what: 'title' });
  if (title === incident.title) return refuse({ reason: 'nothing_changed' });
  const titleSet = { type: 'title_set', from: incident.title, to: title, reason } as const;
  if (rest === '') return happened(titleSet);
  const summary = withWhole(rest, incident.summary);
  return happened(titleSet, { type: 'summary_set', from: incident.summary, to: summary, reason });
};

/** `/incident summary …`: what is going on, in a sentence or two. */
export const setSummary: Rule<'set_summary'> = (incident, command) => {
  const summary = command.summary.trim();
  if (summary === incident.summary) return refuse({ reason: 'nothing_changed' });
  return happened({ type: 'summary_set', from: incident.summary, to: summary, reason: command.reason.trim() });
};

/** What the form shows, and changes. */
export function editable({ title, summary, severity }: Incident) {
  return { title, summary, severity };
}

/** The form behind `Edit`: title, summary and severity at once, with one reason for all; also after the end. */
export const edit: Rule<'edit'> = (incident, command) => {
  const reason = command.reason.trim();
  const now = editable(incident);
  const sent = { title: command.title, summary: command.summary ?? now.summary, severity: command.severity };
  const { fields, overtaken, seen } = meant(sent, now, command.seen);
  if (overtaken.length > 0) return refuse({ reason: 'form_overtaken', fields: overtaken, seen });
  const { severity } = fields;
  const { title, rest } = cutTitle(tidyTitle(fields.title));
  const given = fields.summary.trim();
  const summary = title === incident.title ? given : withWhole(rest, given);
  if (title === '') return refuse({ reason: 'empty', what: 'title' });
  const events: EventBody[] = [];
  if (title !== incident.title) events.push({ type: 'title_set', from: incident.title, to: title, reason });
  if (summary !== incident.summary) events.push({ type: 'summary_set', from: incident.summary, to: summary, reason });
  if (severity !== incident.severity) {
    events.push({ type: 'severity_set', from: incident.severity, to: severity, reason });
  }
  if (events.length === 0) return refuse({ reason: 'nothing_changed' });
  if (reason === '') return refuse({ reason: 'empty', what: 'reason' });
  return { events };
};
