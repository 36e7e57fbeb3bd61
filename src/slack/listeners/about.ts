import type { Incident } from '../../incident/incident.ts';
import { canSee } from '../can-see.ts';
import { type FormId, type FormMemo, type Pressable, readFormMemo, readPress, type Verb } from '../ids.ts';
import { trouble } from '../views/trouble.ts';
import type { FormAnswer, Pressed, Reply, Submitted } from './listener.ts';

/** The incident that a button is about, and what the button carried; says so when there is none (any more) for this person. */
export async function aboutPressed<V extends Verb>(
  pressed: Pressed,
  verb: V,
  run: (incident: Incident, value: Pressable<V>) => Promise<Reply | null>,
): Promise<Reply | null> {
  const value = readPress(verb, pressed.value);
  if (value === null) return trouble.oldButton();
  const incident = await findIncident(pressed, (value as { readonly n: number }).n);
  return incident === null ? trouble.unknownIncident((value as { readonly n: number }).n) : run(incident, value);
}

/** The same for a form that was sent. */
export async function aboutForm<Id extends FormId>(
  submitted: Submitted,
  id: Id,
  run: (incident: Incident, memo: FormMemo<Id>) => Promise<FormAnswer>,
): Promise<FormAnswer> {
  const memo = readFormMemo(id, submitted.privateMetadata);
  if (memo === null) return { update: trouble.asForm(trouble.oldButton()) };
  const { n } = memo as { readonly n: number };
  const incident = await findIncident(submitted, n);
  return incident === null ? { update: trouble.asForm(trouble.unknownIncident(n)) } : run(incident, memo);
}

async function findIncident(asked: Pressed | Submitted, number: number): Promise<Incident | null> {
  const { slack, user, channel } = asked;
  const incident = await slack.engine.incident({ workspace: slack.identity.teamId, number });
  return incident !== null && (await canSee(slack, user, incident, channel)) ? incident : null;
}
