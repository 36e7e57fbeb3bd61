import type { Rules } from './engine/rules.ts';
import { alarms } from './incident/alarms.ts';
import { cardErrands } from './incident/card.ts';
import { consequences } from './incident/consequences.ts';
import { decide } from './incident/decide.ts';
import { decideDeclare } from './incident/declare.ts';
import { evolve } from './incident/evolve.ts';
import { entryOf } from './record/entry-of-event.ts';

/** The pure rooms, as the loop asks them. */
export const rules: Rules = {
  declare: decideDeclare,
  decide,
  evolve,
  consequences: (incident, event) => [...consequences(incident, event), ...cardErrands(incident, event)],
  alarms,
  entryOf,
};
