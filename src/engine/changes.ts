import type { Command, Declare } from '../incident/commands.ts';
import type { IncidentEvent } from '../incident/events.ts';
import type { Incident } from '../incident/incident.ts';
import { otherOf } from '../incident/other-of.ts';
import { declaredBefore } from '../store/declared-before.ts';
import { type AlarmRef, postponeAlarm, takeAlarm } from '../store/due-alarms.ts';
import { lockIncident } from '../store/lock-incident.ts';
import { nextNumber, takeNumber } from '../store/next-number.ts';
import { readIncidentIn } from '../store/read-incidents.ts';
import { rememberKey } from '../store/remember-key.ts';
import { hastenErrands } from '../store/settle-errand.ts';
import type { Db } from '../store/tables.ts';
import { type Change, writeChanges } from '../store/write-changes.ts';
import type { DeclareOutcome, IncidentRef, Outcome } from './engine.ts';
import { nameOf } from './known.ts';
import type { Parts } from './parts.ts';
import { createPerform, type Perform } from './perform.ts';
import { NoAnswerInTime, withinTime } from './turns.ts';
import { opensRoom, unfold } from './unfold.ts';

/** The same person with the same words within this time means the same incident. */
const sameWordsMs = 60_000;
/** How long an alarm rests whose rule failed. */
const restMs = 60_000;

export interface Changes {
  declare(command: Declare, key: string | null): Promise<DeclareOutcome>;
  readonly perform: Perform;
  /** Performs an alarm's command if it is still due. */
  fire(alarm: AlarmRef): Promise<void>;
  /** Writes events of an incident that the transaction has locked; returns it as it is afterwards. */
  write(trx: Db, before: Incident, events: readonly IncidentEvent[], more?: More): Promise<Incident>;
}

interface More {
  readonly key?: string | null;
  /** The alarm that is the reason: set again for the same time, it would fire for ever. */
  readonly fired?: { readonly name: string; readonly at: number };
}

/**
 * The ways in which an incident changes. Each is whole or nothing: a transaction that locks, decides and writes; or,
 * where the incident is known, a decision and one statement that holds only on the version that was decided on.
 */
export function createChanges(parts: Parts): Changes {
  const { store, rules, clock, log, turns, answerMs } = parts;

  async function declare(command: Declare, key: string | null): Promise<DeclareOutcome> {
    const { workspace } = command;
    return withinTime(answerMs, (tooLate) =>
      turns.inTurn(`declare ${workspace}`, async () => {
        if (tooLate()) throw new NoAnswerInTime();
        return declareInTurn(command, key);
      }),
    );
  }

  function declareInTurn(command: Declare, key: string | null): Promise<DeclareOutcome> {
    const { workspace } = command;
    return store.db.transaction().execute(async (trx): Promise<DeclareOutcome> => {
      const number = await nextNumber(trx, workspace);
      const now = clock.now();
      const triage = command.triage !== undefined;
      const { by, title } = command;
      const asked = { workspace, by, title, key, since: now - sameWordsMs, private: command.private, triage };
      const before = await declaredBefore(trx, asked);
      if (before !== null) {
        if (key !== null) await rememberKey(trx, { workspace, key, number: before.number, at: now });
        return { kind: 'repeated', incident: before };
      }
      const there = command.adopts === undefined ? null : await lockRoom(trx, workspace, command.adopts.channel);
      const decision = rules.declare(command, number, now, there);
      if ('refused' in decision) return { kind: 'refused', refusal: decision.refused };
      const unfolded = unfold(rules, null, decision.events);
      await takeNumber(trx, workspace, number);
      const change = { ...unfolded, ...requestOf(key), was: null, asked: command.title };
      const [written] = await writeChanges(trx, [change], now);
      if (written?.written !== true || written.repeated)
        throw new Error('the key of a declaration was used for something else');
      if (there !== null) {
        const passedOn = rules.decide(there, { type: 'pass_on_room', by: command.by }, now);
        if ('events' in passedOn) await write(trx, there, passedOn.events);
      }
      return { kind: 'done', incident: unfolded.incident };
    });
  }

  /** The incident whose room the channel is: nobody reopens it until it is decided. */
  async function lockRoom(trx: Db, workspace: string, channel: string): Promise<Incident | null> {
    const there = await readIncidentIn(trx, workspace, channel);
    return there === null ? null : ((await lockIncident(trx, there, null))?.incident ?? null);
  }

  async function performLocked(ref: IncidentRef, command: Command, key: string | null): Promise<Outcome> {
    try {
      return await store.db.transaction().execute(async (trx): Promise<Outcome> => {
        const number = otherOf(command);
        const beside = number === null ? null : { ...ref, number };
        // The lower number first: two about each other wait, and the later one sees what the first has done.
        if (beside !== null && beside.number < ref.number) await lockIncident(trx, beside, null);
        const locked = await lockIncident(trx, ref, key);
        if (locked === null) return { kind: 'not_found' };
        const other = beside === null ? null : await lockIncident(trx, beside, null);
        const before = locked.incident;
        if (locked.repeated) return { kind: 'repeated', incident: before };
        const decision = rules.decide(before, command, clock.now(), other?.incident);
        if ('refused' in decision) return { kind: 'refused', incident: before, refusal: decision.refused };
        const { events } = decision;
        return { kind: 'done', incident: await write(trx, before, events, { key }), events };
      });
    } catch (error) {
      if (error instanceof KeyUsed) return { kind: 'repeated', incident: error.incident };
      throw error;
    }
  }

  async function fire(alarm: AlarmRef): Promise<void> {
    try {
      await turns.inTurn(nameOf(alarm), () =>
        store.db.transaction().execute(async (trx) => {
          const locked = await lockIncident(trx, alarm, null);
          const now = clock.now();
          const due = locked === null ? null : await takeAlarm(trx, alarm, now);
          if (locked === null || due === null) return;
          const decision = rules.decide(locked.incident, due.command, now);
          // Refused, it goes: every change sets the alarms anew from the state.
          if ('refused' in decision) return;
          await write(trx, locked.incident, decision.events, { fired: { name: alarm.name, at: due.at } });
        }),
      );
    } catch (error) {
      const { workspace, number } = alarm;
      log.error({ err: error, workspace, 'incident.number': number, alarm: alarm.name }, 'an alarm failed');
      await postponeAlarm(store.db, alarm, clock.now() + restMs);
    }
  }

  async function write(
    trx: Db,
    before: Incident,
    events: readonly IncidentEvent[],
    { key = null, fired }: More = {},
  ): Promise<Incident> {
    const { workspace, number } = before;
    const now = clock.now();
    if (events.length === 0) {
      if (key !== null && !(await rememberKey(trx, { workspace, key, number, at: now }))) throw new KeyUsed(before);
      return before;
    }
    const unfolded = unfold(rules, before, events);
    const alarms = unfolded.alarms.filter((alarm) => {
      const moved = fired === undefined || alarm.name !== fired.name || alarm.at > fired.at;
      if (!moved) log.error({ workspace, 'incident.number': number, alarm: alarm.name }, 'a rule left its alarm due');
      return moved;
    });
    const change = { ...unfolded, ...requestOf(key), alarms, was: before.version, asked: null };
    const [written] = await writeChanges(trx, [change], now);
    if (written?.repeated) throw new KeyUsed(before);
    if (!written?.written) throw new Error('the incident changed in spite of its lock');
    if (opensRoom(events)) await hastenErrands(trx, before, now);
    return unfolded.incident;
  }

  return { declare, perform: createPerform(parts, performLocked), fire, write };
}

function requestOf(key: string | null): Pick<Change, 'keys' | 'keysOfRefused'> {
  return { keys: key === null ? [] : [key], keysOfRefused: [] };
}

/** Another process performed the same request meanwhile: thrown, so that the transaction leaves nothing behind. */
class KeyUsed extends Error {
  readonly incident: Incident;

  constructor(incident: Incident) {
    super('the key was used meanwhile');
    this.incident = incident;
  }
}
