// Safe to repeat: see `tellPerson`.
import { isOpen } from '../../incident/incident.ts';
import { callQuestion } from '../views/call-question.ts';
import { type Delivery, done } from './delivery.ts';
import { tellPerson } from './tell-person.ts';

export const askCall: Delivery<'ask_call'> = async (slack, job, incident, { user, since }) =>
  isOpen(incident) && incident.call?.never !== true
    ? tellPerson(slack, job, user, callQuestion(incident, since))
    : done;
