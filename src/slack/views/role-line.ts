import { type Incident, nameOf } from '../../incident/incident.ts';
import { type Message, message, section } from '../blocks.ts';

/** Who took which role within a few minutes, a line each, raw. */
export function roleLine(incident: Pick<Incident, 'number'>, said: readonly string[]): Message {
  return message(`${nameOf(incident)}: ${said.join(' ')}`, [section(said.join('\n'))]);
}
