import { connect, createServer, type Socket } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { sign } from '../../sandbox/sign.ts';
import { minute, openStage, type Stage } from '../support/war-room.ts';

/** Stands between the bot and the database: passes everything on, turns away, or takes connections and says nothing. */
interface Gate {
  readonly url: string;
  state: 'open' | 'away' | 'silent';
  cut(): void;
  close(): void;
}

let stage: Stage;
let gate: Gate;
const given = process.env.TEST_DATABASE_URL;
beforeAll(async () => {
  gate = await openGate(given ?? (await (await fetch(process.env.MUSTER_TEST_DOOR ?? '')).text()));
  process.env.TEST_DATABASE_URL = gate.url;
  stage = await openStage();
  await stage.person('ana').command('/incident new sev3 The first');
  await stage.rest();
}, 60_000);
afterAll(async () => {
  await stage?.close();
  gate?.close();
  if (given === undefined) delete process.env.TEST_DATABASE_URL;
  else process.env.TEST_DATABASE_URL = given;
});

const newest = (): string => stage.sandbox.channelNames.findLast((name) => name.startsWith('inc-')) ?? '';
const briefing = (room: string): string =>
  stage
    .person('ana')
    .reads(room)
    .find((seen) => seen.pinned)?.text ?? '';

/** Whatever in a message Slack reads as its own markup: the text, and what stands in blocks as mrkdwn. */
function formatted(message: Record<string, unknown>): readonly string[] {
  const inside = (value: unknown): readonly string[] => {
    if (typeof value !== 'object' || value === null) return [];
    const { type, text } = value as { readonly type?: unknown; readonly text?: unknown };
    return [...(type === 'mrkdwn' ? [String(text)] : []), ...Object.values(value).flatMap(inside)];
  };
  // What Slack itself says of a topic is no post.
  return [...(message.subtype === undefined ? [String(message.text)] : []), ...inside(message.blocks)];
}

describe('titles', () => {
  const words = 'Checkout is slow and nobody knows why. ';
  const long = words.repeat(77).slice(0, 3_000).trim();

  test.each([
    ['a call to everybody', '@channel Checkout <!channel> <!here> is down', 'checkout-channel-here-is-down'],
    ['quotes and markup', `"Checkout" isn't 'up' & <b>*running*</b> \`now\` ~`, 'checkout-isnt-up-b-running-b-now'],
    ['emoji only', '🔥🔥👩‍👩‍👧', ''],
    ['right to left', 'الدفع لا يعمل', ''],
    ['characters of Japan', '決済が失敗する', ''],
    ['turned round by force', 'Checkout \u202Enwod si', 'checkout-nwod-si'],
    ['signs only', '... ??? !!!', ''],
    ['the name of another incident inside', 'Same as INC-1 or worse', 'same-as-inc-1-or-worse'],
    ['accents', 'Zahlungen für Köln schlagen fehl', 'zahlungen-fur-koln-schlagen-fehl'],
  ])('%s: safe, readable, a valid channel name', async (_what, title, slug) => {
    const before = stage.sandbox.channelNames.length;
    const answer = await stage.person('ana').command(`/incident new sev4 ${title}`);
    expect(answer.text).toMatch(/^INC-\d+ is being opened…$/);
    await stage.rest();
    const room = newest();
    expect(stage.sandbox.channelNames).toHaveLength(before + 1);
    expect(room).toMatch(/^inc-\d+(-[a-z0-9-]+)?$/);
    expect(room.replace(/^inc-\d+-?/, '')).toContain(slug);
    const shown = title.replace('\u202E', ' ').replace(/\s+/g, ' ');
    expect(briefing(room).split('\n')[0]).toContain(shown);
    expect(stage.sandbox.channel(room).topic).toContain(shown);
    // Nobody is called by a title, wherever it is shown.
    const said = [...stage.sandbox.messages(room), ...stage.sandbox.messages('incidents')].flatMap(formatted);
    expect(said.length).toBeGreaterThan(10);
    expect(said.filter((text) => /<!(channel|here|everyone)/.test(text))).toEqual([]);
    const list = await stage.person('ana').command('/incident list');
    expect(list.error).toBeUndefined();
    await stage.pass(2 * minute);
  });

  test('3,000 characters: cut where it must be short, whole in the summary', async () => {
    expect(long.length).toBeGreaterThan(2_990);
    await stage.person('ana').command(`/incident new sev4 ${long}`);
    await stage.rest();
    const room = newest();
    expect(room.length).toBeLessThanOrEqual(80);
    expect(stage.sandbox.channel(room).topic.length).toBeLessThanOrEqual(250);
    expect(briefing(room)).toContain('Checkout is slow and nobody knows why.');
    await stage.person('ana').press('Edit', { in: room });
    const form = await stage.person('ana').formOpens();
    expect(form.text()).toContain(long);
    await form.close();
  });

  test('more than a form takes: declared all the same, said kindly, and an edit cuts nothing', async () => {
    const ana = stage.person('ana');
    const longer = words.repeat(100).trim();
    await ana.command(`/incident new sev4 ${longer}`);
    await stage.rest();
    expect(ana.answers.at(-1)?.text).toContain('the whole of yours stands in the summary');
    const room = newest();
    const number = Number(/^inc-(\d+)/.exec(room)?.[1]);
    const summary = async () =>
      (await stage.muster.engine.incident({ workspace: stage.sandbox.teamId, number }))?.summary;
    expect(await summary()).toBe(longer);
    await ana.press('Edit', { in: room });
    const form = await ana.formOpens();
    expect(form.text()).toContain(`${longer.length} characters stand there, more than a form takes.`);
    await form.fill('Title', 'Checkout is slow');
    await form.fill('Reason', 'shorter');
    expect(await form.submit()).toBe('closed');
    await stage.rest();
    expect(briefing(room).split('\n')[0]).toContain('Checkout is slow');
    expect(await summary()).toBe(longer);
  });

  test('no title at all: the right form is shown, and nothing is declared', async () => {
    const before = stage.sandbox.channelNames.length;
    for (const typed of ['new', 'new sev1', 'new sev1   ', 'new \u200b']) {
      const seen = await stage.person('ana').command(`/incident ${typed}`);
      expect([typed, seen.ephemeral]).toEqual([typed, true]);
      expect(seen.text).toContain('`/incident new sev1 Checkout returns 500s`');
    }
    await stage.rest();
    expect(stage.sandbox.channelNames).toHaveLength(before);
  });
});

describe('commands', () => {
  const room = 'inc-1-the-first';

  test.each([
    ['severity', '`/incident severity sev2 EU only`'],
    ['severity sev9', '`/incident severity sev2 EU only`'],
    ['severity worse sev1', '`/incident severity sev2 EU only`'],
    ['severity sev3', 'It is already SEV3.'],
    ['note', '`/incident note 10:12 rolled back`'],
    ['note 10:12', '`/incident note 10:12 rolled back`'],
    ['note 25:99 rolled back', '25:99 is no time.'],
    ['did 99:99 restarted', '99:99 is no time.'],
    ['decide 24:00 go back', '24:00 is no time.'],
    ['decide because', 'Say what was decided'],
    ['ask @ben look at the logs by 25:00', '25:00 is no time.'],
    ['undo', 'Did you mean `/incident`?'],
    ['take fixer', 'Did you mean `/incident`?'],
    ['status', 'Did you mean `/incident brief`?'],
    ['--help', 'Did you mean `/incident help`?'],
    ['title', '`/incident title Checkout returns 500s in the EU`'],
    ['title The first', 'Nothing to change'],
    ['summary', '`/incident summary Card payments fail since 09:55`'],
    ['time', '`/incident time started 09:58 the first alert`'],
    ['time lunch 09:58 hungry', 'started, detected, acknowledged, contained, resolved'],
    ['time started 25:99 wrong', 'The time is HH:MM of your own clock.'],
    ['time started soon', 'The time is HH:MM of your own clock.'],
    ['time started 09:58', 'The reason stays on the timeline.'],
    ['time contained 09:58 it was earlier', 'has no time yet'],
    ['role', 'Roles of INC-1'],
    ['role fixer', '`/incident role fixer @ben`'],
    ['role fixer ben', 'Name a person with @'],
    ['role driver @ben', 'Roles: lead, fixer, communicator, scribe.'],
    ['duplicate', '`/incident duplicate INC-7`'],
    ['duplicate seven', '`/incident duplicate INC-7`'],
    ['duplicate INC-1', 'An incident cannot be a duplicate of itself.'],
    ['duplicate INC-777', 'There is no INC-777'],
    ['brief INC-777', 'There is no INC-777'],
    ['reopen it is back', 'It is already open.'],
    ['closed', 'It is identifying; this works only while it is resolved.'],
    ['postmortem', 'It is identifying; this works only while it is resolved or closed.'],
    ['severty sev1', 'Did you mean `/incident severity sev1`?'],
    ['nte 10:12 x', 'Did you mean `/incident note 10:12 x`?'],
    ['constructor', null],
    ['__proto__', null],
  ])('`/incident %s` is answered, for the typist only', async (typed, answer) => {
    const ana = stage.person('ana');
    const before = JSON.stringify(stage.sandbox.messages(room));
    const seen = await ana.command(`/incident ${typed}`, { in: room });
    await stage.rest();
    expect(seen.error).toBeUndefined();
    if (answer === null) expect(ana.modal?.text()).toContain(`[${typed}]`);
    else {
      expect(seen.ephemeral).toBe(true);
      expect(seen.text).toContain(answer);
    }
    expect(seen.text).not.toMatch(/Error|undefined|\[object|reference|\bat .+:\d+/);
    await ana.modal?.close();
    expect(JSON.stringify(stage.sandbox.messages(room))).toBe(before);
  });

  test('outside a war room one is told to name the incident', async () => {
    for (const [typed, right] of [
      ['note rolled back', 'note INC-42 rolled back'],
      ['role fixer @ben', 'role INC-42 fixer @ben'],
      ['severity sev1', 'severity INC-42 sev1'],
      ['brief', 'brief INC-42'],
    ] as const) {
      const seen = await stage.person('ana').command(`/incident ${typed}`);
      expect(seen.text).toContain(`\`/incident ${right}\``);
      // What is proposed is understood: with a name that does not exist, it is the name that is missed.
      const again = await stage.person('ana').command(`/incident ${right.replace('INC-42', 'inc777')}`);
      expect(again.text).toContain('There is no INC-777');
    }
  });

  test('a severity without `new` is chosen in the form already', async () => {
    const ana = stage.person('ana');
    for (const typed of ['sev1 Checkout is down', 'SEV-1: Checkout is down']) {
      await ana.command(`/incident ${typed}`);
      expect(ana.modal?.text()).toContain('[Checkout is down]');
      expect(ana.modal?.text()).toMatch(/Severity.*\[SEV1/);
      await ana.modal?.close();
    }
  });
});

describe('requests', () => {
  const post = (body: string | Buffer, headers: Record<string, string>): Promise<Response> =>
    fetch(stage.sandbox.requestUrl ?? '', { method: 'POST', body: new Uint8Array(Buffer.from(body)), headers });
  const json = { 'content-type': 'application/json' };
  const signed = (body: string, at = stage.clock.now(), secret = stage.sandbox.signingSecret) => ({
    ...json,
    ...sign(secret, body, at),
  });

  /** A command as Slack would send it, new each time: were it let in, it would declare. */
  function declaring(title: string): string {
    const sent = stage.sandbox.deliveries.find(({ kind }) => kind === 'command');
    const fields = { ...(sent?.body as Record<string, string>), text: `new sev1 ${title}`, trigger_id: `1.${title}` };
    return new URLSearchParams(fields).toString();
  }

  test('unsigned, wrongly signed, too old, ahead of time: 401, and nothing happens', async () => {
    const before = stage.sandbox.channelNames.length;
    const form = { 'content-type': 'application/x-www-form-urlencoded' };
    const { signingSecret } = stage.sandbox;
    const now = stage.clock.now();
    const attempts: readonly (readonly [string, (body: string) => Record<string, string>])[] = [
      ['unsigned', () => ({})],
      ['wrong', (body) => sign('another secret', body, now)],
      ['of another body', () => sign(signingSecret, 'text=list', now)],
      ['stale', (body) => sign(signingSecret, body, now - 5 * minute - 1_000)],
      ['ahead', (body) => sign(signingSecret, body, now + 5 * minute + 1_000)],
      ['no number', (body) => ({ ...sign(signingSecret, body, now), 'x-slack-request-timestamp': 'now' })],
    ];
    for (const [title, proof] of attempts) {
      const body = declaring(title);
      const answer = await post(body, { ...form, ...proof(body) });
      expect([title, answer.status]).toEqual([title, 401]);
    }
    await stage.rest();
    expect(stage.sandbox.channelNames).toHaveLength(before);
    // The same, rightly signed, is let in: so it was the signature that was refused.
    const body = declaring('right');
    expect((await post(body, { ...form, ...sign(signingSecret, body, now) })).status).toBe(200);
    await stage.rest();
    expect(stage.sandbox.channelNames).toHaveLength(before + 1);
    // And sent once more by somebody who listened, it has no second effect.
    expect((await post(body, { ...form, ...sign(signingSecret, body, now) })).status).toBe(200);
    await stage.rest();
    expect(stage.sandbox.channelNames).toHaveLength(before + 1);
  });

  test('what is malformed or too large is turned away, and the process lives', async () => {
    for (const body of [
      '{"type":',
      'null',
      '[]',
      '42',
      '"text"',
      '{}',
      '{"type":"event_callback"}',
      '{"type":"event_callback","event":null,"event_id":"Ev1","team_id":"T1"}',
      '{"type":"event_callback","event":[],"event_id":"Ev1","team_id":"T1"}',
      '{"type":"event_callback","event":{},"event_id":"Ev1","team_id":"T1"}',
      '',
    ]) {
      const answer = await post(body, signed(body));
      expect([body, Math.floor(answer.status / 100)]).toEqual([body, 4]);
    }
    for (const payload of ['null', '{', '[]', '{"type":"block_actions","actions":[]}', '{"type":"unheard_of"}']) {
      const body = new URLSearchParams({ payload }).toString();
      const answer = await post(body, {
        'content-type': 'application/x-www-form-urlencoded',
        ...sign(stage.sandbox.signingSecret, body, stage.clock.now()),
      });
      expect([payload, Math.floor(answer.status / 100)]).toEqual([payload, 4]);
    }
    const large = `"${'x'.repeat(30 * 1024 * 1024)}"`;
    // The connection may be closed while it is still being sent.
    const status = await post(large, signed(large)).then(
      (answer) => answer.status,
      () => 413,
    );
    expect(status).toBe(413);
    expect((await stage.person('ana').command('/incident list')).text).toContain('incidents are open');
  });
});

describe('a database that is down', () => {
  const away = 'The database does not answer, so nothing was changed.';
  /** Real milliseconds until the newest delivery was answered. */
  const waited = (): number => stage.sandbox.deliveries.at(-1)?.ackMs ?? 0;

  async function readiness(): Promise<readonly [number, string]> {
    const answer = await fetch(`http://127.0.0.1:${stage.muster.port}/readyz`);
    return [answer.status, await answer.text()];
  }

  /** The database answers again. What the bot was about when it was cut off fails once more, and is taken up anew. */
  async function isBack(): Promise<void> {
    gate.state = 'open';
    gate.cut();
    for (let tries = 0; tries < 5; tries += 1) {
      const rested = await stage.rest().then(
        () => true,
        () => false,
      );
      if (rested) return;
    }
    throw new Error('the bot has not found back to its database');
  }

  test.each(['away', 'silent'] as const)(
    '%s: told within three seconds, nothing half-done, and on it goes',
    async (how) => {
      const ana = stage.person('ana');
      const before = stage.sandbox.channelNames.length;
      await stage.rest();
      gate.state = how;
      gate.cut();
      const seen = await ana.command(`/incident new sev1 Nobody hears ${how}`);
      expect(seen.text).toContain(away);
      expect(seen.ephemeral).toBe(true);
      expect(waited()).toBeLessThan(3_000);
      expect(await ana.press('Take fixer', { in: 'inc-1-the-first' })).toBe('done');
      expect(waited()).toBeLessThan(3_000);
      expect(ana.answers.at(-1)?.text).toContain(away);
      const startedAt = performance.now();
      expect(await readiness()).toEqual([503, expect.stringMatching(/^not ready {2}database$/m)]);
      expect(performance.now() - startedAt).toBeLessThan(3_000);

      await isBack();
      expect(await readiness()).toEqual([200, expect.stringMatching(/^ok {2}database$/m)]);
      await stage.pass(minute);
      expect(stage.sandbox.channelNames).toHaveLength(before);
      expect(briefing('inc-1-the-first')).toContain('Fixer  unclaimed');
      await ana.command(`/incident new sev1 Nobody hears ${how}`);
      await stage.rest();
      expect(stage.sandbox.channelNames).toHaveLength(before + 1);
    },
  );

  test.each([
    ['with no field', 'closed', 'updated', {}],
    [
      'with fields',
      'action',
      { errors: { 'What is to be done?': expect.stringContaining(away) } },
      { 'What is to be done?': 'x' },
    ],
  ] as const)('a form %s that is sent meanwhile says so', async (_what, word, answered, fields) => {
    const ana = stage.person('ana');
    await ana.command(`/incident new sev4 Over soon ${word}`);
    await stage.rest();
    const room = newest();
    await ana.command('/incident resolved', { in: room });
    expect(await (await ana.formOpens()).submit()).toBe('closed');
    await stage.rest();
    await ana.command(`/incident ${word}`, { in: room });
    const form = await ana.formOpens();
    for (const [label, value] of Object.entries(fields)) await form.fill(label, value);
    gate.state = 'away';
    gate.cut();
    expect(await form.submit()).toEqual(answered);
    expect(form.text()).toContain(away);
    await isBack();
  });

  test('what was said meanwhile is recorded once it is back: Slack sends it again', async () => {
    const ana = stage.person('ana');
    gate.state = 'away';
    gate.cut();
    const said = await ana.say('The database of the bot is away.', { in: 'inc-1-the-first' });
    await stage.sandbox.settled();
    await isBack();
    await stage.pass(2 * minute);
    await ana.react(said, 'pushpin');
    await stage.rest();
    const { text } = await ana.command('/incident timeline', { in: 'inc-1-the-first' });
    expect(text.split('The database of the bot is away.')).toHaveLength(2);
    const figures = await (await fetch(`http://127.0.0.1:${stage.muster.port}/metrics`)).text();
    expect(figures).toMatch(/^muster_unwritten_total [1-9]/m);
  });
});

async function openGate(target: string): Promise<Gate> {
  const url = new URL(target);
  const pairs = new Set<Socket>();
  const server = createServer((client) => {
    pairs.add(client);
    client.on('error', () => {}).on('close', () => pairs.delete(client));
    if (opened.state === 'away') return void client.destroy();
    if (opened.state === 'silent') return;
    const database = connect(Number(url.port || 5432), url.hostname);
    pairs.add(database);
    database
      .on('error', () => {})
      .on('close', () => {
        pairs.delete(database);
        client.destroy();
      });
    client.on('close', () => database.destroy());
    client.pipe(database).pipe(client);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const own = new URL(target);
  own.hostname = '127.0.0.1';
  own.port = String((server.address() as { port: number }).port);
  const opened: Gate = {
    url: own.href,
    state: 'open',
    cut: () => {
      for (const socket of pairs) socket.destroy();
    },
    close: () => {
      server.close();
      for (const socket of pairs) socket.destroy();
    },
  };
  return opened;
}
