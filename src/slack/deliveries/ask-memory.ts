// Safe to repeat: see `tellPerson`.
import { memoryRequest } from '../views/memory-request.ts';
import type { Delivery } from './delivery.ts';
import { tellPerson } from './tell-person.ts';

export const askMemory: Delivery<'ask_memory'> = (slack, job, incident, { user }) =>
  tellPerson(slack, job, user, memoryRequest(incident));
