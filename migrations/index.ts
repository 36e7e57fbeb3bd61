import type { Migration } from 'kysely/migration';
import * as firstTables from './20261121-1000-first-tables.ts';
import * as pastIncidents from './20261121-1300-past-incidents.ts';
import * as mending from './20261121-1400-mending.ts';
import * as triage from './20261121-1600-triage.ts';
import * as rounds from './20261121-1800-rounds.ts';
import * as callBudget from './20261121-2100-call-budget.ts';
import * as channelChanges from './20261122-0200-channel-changes.ts';

/** Forward only, in the order of their names. A step that has been released is never changed: add another. */
export const migrations: Readonly<Record<string, Migration>> = {
  '20261121-1000-first-tables': firstTables,
  '20261121-1300-past-incidents': pastIncidents,
  '20261121-1400-mending': mending,
  '20261121-1600-triage': triage,
  '20261121-1800-rounds': rounds,
  '20261121-2100-call-budget': callBudget,
  '20261122-0200-channel-changes': channelChanges,
};
