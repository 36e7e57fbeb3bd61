// Safe to repeat: see `tellPerson`. Who cannot be asked is passed by, once: a second time changes nothing.
import { personBySlack } from '../../incident/directory.ts';
import { isOpen } from '../../incident/incident.ts';
import { type PassedReason, pageOf } from '../../incident/pages.ts';
import { offHours } from '../on-call.ts';
import { pageRequest } from '../views/page-request.ts';
import { type Delivery, done } from './delivery.ts';
import { tellPerson } from './tell-person.ts';

/** Somebody is asked to come. People outside their working hours are asked all the same, and told why them. */
export const askToCome: Delivery<'ask_to_come'> = async (slack, job, incident, { page: id, user }) => {
  const page = pageOf(incident, id);
  const step = page?.steps.find((one) => one.user === user);
  // Answered, passed by or over meanwhile: nobody is woken for nothing.
  if (page === null || step === undefined || !isOpen(incident) || page.state === 'answered') return done;
  if (step.answer !== null || step.passed !== null) return done;
  const passedBy = (why: PassedReason) =>
    ({ outcome: 'done', commands: [{ type: 'pass_by', by: 'muster', page: id, user, why }] }) as const;
  const person = await slack.people.find(user);
  if (person.deactivated === true) return passedBy('deactivated');
  if (person.kind === 'bot') return passedBy('bot');
  if (person.kind !== 'member') return passedBy('guest');
  const known = personBySlack(slack.directory, user);
  const clock = offHours(known?.hours ?? null, known?.zone ?? person.zone, slack.now());
  const told = await tellPerson(slack, job, user, pageRequest(incident, page, step, clock));
  return told.outcome === 'never' ? passedBy('unreachable') : told;
};
