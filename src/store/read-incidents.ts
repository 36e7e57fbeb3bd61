import { sql } from 'kysely';
import type { Incident } from '../incident/incident.ts';
import { openTriage } from '../incident/triage.ts';
import type { Db } from './tables.ts';

export async function readIncident(db: Db, workspace: string, number: number): Promise<Incident | null> {
  const row = await db
    .selectFrom('incident')
    .select('state')
    .where('workspace', '=', workspace)
    .where('number', '=', number)
    .executeTakeFirst();
  return row?.state ?? null;
}

/** The incident whose war room this channel is; the newest, if an adopted channel has seen several. */
export async function readIncidentIn(db: Db, workspace: string, channel: string): Promise<Incident | null> {
  const row = await db
    .selectFrom('incident')
    .select('state')
    .where('workspace', '=', workspace)
    .where('channel', '=', channel)
    .orderBy('number', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row?.state ?? null;
}

/** Identifying or contained, worst and oldest first. `null`: of every workspace, while nobody has asked Slack which is ours. */
export async function readOpenIncidents(db: Db, workspace: string | null): Promise<readonly Incident[]> {
  const rows = await db
    .selectFrom('incident')
    .select('state')
    .$if(workspace !== null, (query) => query.where('workspace', '=', workspace))
    .where(sql<boolean>`phase in ('identifying', 'contained')`)
    .orderBy('severity')
    .orderBy('declared_at')
    .orderBy('number')
    .execute();
  return rows.map((row) => row.state);
}

/** Triages of which nothing has come yet, oldest first. */
export async function readOpenTriages(db: Db, workspace: string): Promise<readonly Incident[]> {
  const rows = await db
    .selectFrom('incident')
    .select('state')
    .where('workspace', '=', workspace)
    .where('phase', '=', sql.lit('triage'))
    .orderBy('number')
    .execute();
  return rows.map((row) => row.state).filter((incident) => openTriage(incident) !== null);
}

/** Newest first; what was never declared is no incident. */
export async function readRecentIncidents(db: Db, workspace: string, limit: number): Promise<readonly Incident[]> {
  const rows = await db
    .selectFrom('incident')
    .select('state')
    .where('workspace', '=', workspace)
    .where('phase', '<>', 'triage')
    .orderBy('number', 'desc')
    .limit(limit)
    .execute();
  return rows.map((row) => row.state);
}
