import { beforeAll, describe, expect, test } from '@jest/globals';
import { defaults } from '../../src/config/defaults.ts';
import { createEngine } from '../../src/engine/create-engine.ts';
import type { Engine } from '../../src/engine/engine.ts';
import type { Command } from '../../src/incident/commands.ts';
import { createLog } from '../../src/log.ts';
import { removedName, removedWords } from '../../src/record/eraser.ts';
import { rules } from '../../src/rules.ts';
import { forgetPerson } from '../../src/store/forget-person.ts';
import { withStore } from '../support/database.ts';
import { rowsWith, wholeDatabase } from '../support/whole-database.ts';

// Ben leaves, and wants to be forgotten: whatever he typed holds the word below.
const leaver = 'U0BEN123';
const word = 'zyzzyva';
const fullName = 'Benedikt Zymurgy';
const start = Date.UTC(2026, 10, 21, 10, 0);
const ref = { workspace: 'T1', number: 1 };

describe.each(['postgres', 'pglite'] as const)('forgetting somebody, on %s', (kind) => {
  const at = withStore(kind);
  let now = start;
  let engine: Engine;
  let seq = 0;
  const perform = async (by: string, command: Record<string, unknown>) => {
    now += 1000;
    const outcome = await engine.perform(ref, { by, ...command } as unknown as Command, `action:${by}:${++seq}`);
    expect([command.type, outcome.kind]).toEqual([command.type, 'done']);
  };
  const say = async (user: string, text: string, more: Record<string, unknown> = {}) => {
    now += 1000;
    const ts = `${now / 1000}.0001`;
    const said = {
      kind: 'message',
      channel: 'C1',
      ts,
      threadTs: null,
      user,
      text,
      files: [],
      at: now,
      ...more,
    } as const;
    await engine.hear('T1', `message:${ts}`, said);
    return ts;
  };

  beforeAll(async () => {
    engine = createEngine({ store: at.store, rules, clock: { now: () => now }, log: createLog('silent') });
    for (const [user, name] of [
      [leaver, fullName],
      ['U0ANA123', 'ana'],
    ] as const) {
      await engine.rememberPerson('T1', { user, name, zone: 'UTC', kind: 'member' });
    }
    const invite = { ...defaults.severities.sev1, invite: [leaver, 'U0ANA123'] };
    await engine.declare(
      {
        type: 'declare',
        by: leaver,
        workspace: 'T1',
        title: `Checkout ${word}`,
        summary: `It is ${word} <@${leaver}>`,
        severity: 'sev1',
        private: false,
        services: [],
        startedAt: null,
        policy: { ...defaults, severities: { ...defaults.severities, sev1: invite } },
        replyTo: { via: 'response_url', url: 'https://hooks.slack.com/commands/T1/1/x' },
      },
      'declare:1',
    );
    await perform('muster', {
      type: 'channel_opened',
      channel: 'C1',
      name: `inc-1-checkout-${word}`,
      invited: [leaver, 'U0ANA123'],
    });
    await perform('muster', {
      type: 'surface_posted',
      surface: { kind: 'briefing' },
      message: { channel: 'C1', ts: '1.1' },
    });
    const item = defaults.checklists[0]?.items[0]?.id ?? '';
    await perform(leaver, { type: 'take_role', role: 'lead' });
    await perform('U0ANA123', { type: 'take_role', role: 'fixer' });
    await perform('U0ANA123', { type: 'take_over_role', role: 'lead', from: leaver });
    await perform(leaver, { type: 'set_severity', severity: 'sev2', reason: `less ${word}` });
    await perform(leaver, { type: 'correct_time', time: 'started', to: start - 60_000, reason: `saw ${word}` });
    await perform(leaver, { type: 'add_note', text: `note ${word}`, happenedAt: now });
    await perform(leaver, { type: 'answer_check', item, answer: 'yes' });
    await perform(leaver, { type: 'note_check', item, note: `check ${word}` });
    await perform(leaver, {
      type: 'send_update',
      happened: `h ${word}`,
      doing: `d ${word}`,
      meanwhile: `m ${word}`,
      nextAt: null,
    });
    await perform(leaver, { type: 'add_action', text: `Limit the ${word}`, owner: leaver, dueOn: null, source: null });
    // What he wrote, quoted by what others do.
    await perform('U0ANA123', {
      type: 'change_action',
      id: 1,
      text: `Limit the ${word}`,
      owner: 'U0ANA123',
      dueOn: '2026-12-01',
    });
    await perform('U0ANA123', { type: 'set_title', title: 'Checkout returns 500s', reason: 'clearer' });
    await perform('U0ANA123', { type: 'set_summary', summary: 'Card payments fail', reason: '' });
    await perform('U0ANA123', { type: 'assign_role', role: 'scribe', user: leaver });
    const first = await say(leaver, `my words, longer than a nod: ${word}`, {
      files: [{ name: `${word}.png`, type: 'png', size: 1, permalink: `https://x.slack.com/files/${leaver}/F1` }],
    });
    await engine.hear('T1', 'edit:1', {
      kind: 'edit',
      channel: 'C1',
      ts: first,
      threadTs: null,
      user: leaver,
      text: `now ${word}`,
      files: [],
      previousText: `my words, longer than a nod: ${word}`,
      at: now,
      editedAt: now + 500,
    });
    await say('U0ANA123', `ana: <@${leaver}|ben> and @${fullName} said "my words, longer than a nod: ${word}", ok?`);
    await say('U0ANA123', 'words of ana stay');
    await engine.hear('T1', 'mark:1', {
      kind: 'mark',
      channel: 'C1',
      ts: first,
      user: leaver,
      how: 'pushpin',
      change: 'add',
      at: now,
    });
    await engine.hear(
      'T1',
      `joined:${leaver}:1`,
      { kind: 'membership', channel: 'C1', user: leaver, text: `<@${leaver}> joined.`, at: now },
      [{ sort: 'say', surface: `brief:${leaver}`, task: { kind: 'brief_joiner', user: leaver, channel: 'C1' } }],
    );
    const ask = { type: 'make_ask', dueAt: null, source: null };
    await perform(leaver, { ...ask, who: 'U0ANA123', text: `restart the ${word}.` });
    await perform('U0ANA123', { type: 'answer_ask', id: 1, answer: 'done', why: '' });
    await perform('U0ANA123', { ...ask, who: leaver, text: 'look at the graphs' });
    await perform(leaver, { type: 'answer_ask', id: 2, answer: 'declined', why: `no ${word}` });
    const change = { type: 'log_change', happenedAt: now, source: null };
    await perform(leaver, { ...change, who: leaver, text: `restarted the ${word}.` });
    await perform(leaver, { ...change, who: 'U0ANA123', text: `scaled the ${word}` });
    await perform('muster', {
      type: 'offer_change',
      offer: { channel: 'C1', ts: first, text: `now ${word}`, by: leaver, at: now },
    });
    const decision = { type: 'record_decision', why: `it is ${word}`, happenedAt: now };
    await perform(leaver, { ...decision, text: `keep the ${word}`, who: 'U0ANA123' });
    await perform('U0ANA123', { type: 'contain' });
    await perform(leaver, { type: 'resolve', impactEndedAt: null, note: `gone ${word}` });
    await perform('muster', {
      type: 'surface_posted',
      surface: { kind: 'postmortem' },
      message: { channel: 'C1', ts: '2.1' },
    });
    await perform(leaver, { type: 'write_section', section: 6, fields: { 'root_cause.whys': `because ${word}` } });
    const below = { type: 'write_section', place: 'below' };
    await perform('U0ANA123', { ...below, section: 6, fields: { 'root_cause.whys': 'and nobody watched it' } });
    await perform('U0ANA123', { ...below, section: 8, fields: { 'lessons.well': 'ana was quick' } });
    await perform(leaver, { ...below, section: 8, fields: { 'lessons.well': `${word} was\nquick, too` } });
    await perform(leaver, { type: 'comment_postmortem', text: `comment ${word}`, ts: '3.1' });
    await perform('U0ANA123', { type: 'comment_postmortem', text: 'comment of ana', ts: '3.2' });
    await perform(leaver, {
      type: 'give_memory',
      memory: { unwritten: `u ${word}`, surprised: '', remember: `r ${word}` },
    });
    await perform(leaver, { type: 'settle_postmortem', state: 'waived', reason: `none: ${word} & co` });
    await perform(leaver, { type: 'reopen', reason: `again ${word}` });
  }, 60_000);

  test('leaves nothing of the person in any table, all words of others, and a line on the record', async () => {
    const before = await wholeDatabase(at.store.db);
    for (const trace of [leaver, word, fullName]) expect(before).toContain(trace);
    now += 1000;
    const forgotten = await forgetPerson(at.store.db, leaver, [], now);
    expect(forgotten).toMatchObject({ known: true, incidents: [ref] });
    const after = await wholeDatabase(at.store.db);
    expect(await rowsWith(at.store.db, leaver, word, 'Zymurgy')).toEqual([]);
    expect(after).toContain('words of ana stay');
    const texts = (await engine.entries(ref, 'all')).map(({ text }) => text);
    expect(texts).toContain(`ana: @${removedName} and @${removedName} said "${removedWords}", ok?`);
    expect(texts).toContain(`SEV1 → SEV2, by @${removedName}.`);
    expect(texts.at(-1)).toBe('Words of a person were removed from this record on request.');
    const incident = await engine.incident(ref);
    expect(incident).toMatchObject({
      title: 'Checkout returns 500s',
      summary: 'Card payments fail',
      declaredBy: 'UREMOVED',
      phase: 'identifying',
    });
    expect(incident?.policy.checklists).toEqual(defaults.checklists);
    expect(incident?.policy.severities.sev1.invite).toEqual(['U0ANA123']);
    expect(incident?.roles.map(({ role, user }) => [role, user])).toContainEqual(['lead', 'U0ANA123']);
    const writings = Object.values(incident?.postmortem.writings ?? {}).map(({ text }) => text);
    expect(writings).toEqual([`ana was quick\n${removedWords}`, `${removedWords}\nand nobody watched it`]);
    expect(incident?.postmortem.comments.map(({ text }) => text)).toEqual([removedWords, 'comment of ana']);
  });

  test('a second time changes nothing; somebody unknown neither', async () => {
    const before = await wholeDatabase(at.store.db);
    now += 1000;
    expect(await forgetPerson(at.store.db, leaver, [], now)).toEqual({ known: false, incidents: [] });
    expect(await forgetPerson(at.store.db, 'U0NOBODY', [], now)).toEqual({ known: false, incidents: [] });
    expect(await wholeDatabase(at.store.db)).toBe(before);
  });

  test('a name that is a plain word goes where it is asked for', async () => {
    await say('U0ANA123', 'thanks ana, see analysis of U0ANA123');
    now += 1000;
    await forgetPerson(at.store.db, 'U0ANA123', ['ana'], now);
    const after = await wholeDatabase(at.store.db);
    expect(after).not.toMatch(/U0ANA123|\bana\b/);
    // The rest is whole: it can be read and changed.
    await perform('U0CHO123', { type: 'take_role', role: 'communicator' });
  });
});
