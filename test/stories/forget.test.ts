import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { forgetPerson } from '../../src/store/forget-person.ts';
import { openStore, type Store } from '../../src/store/open-store.ts';
import { at, openRoom, room } from '../support/in-room.ts';
import { minute, openStage, type Stage } from '../support/war-room.ts';
import { rowsWith } from '../support/whole-database.ts';

// Ben is forgotten while the bot runs and Slack still shows all of it: nothing of him comes back.

const word = 'zyzzyva';
const words = `the ${word} pool is at its limit`;

let stage: Stage;
let store: Store;
beforeAll(async () => {
  stage = await openStage();
  store = await openStore({ databaseUrl: stage.databaseUrl, dataDir: '', poolSize: 2 });
  await openRoom(stage, 'ben', 'cho');
}, 60_000);
afterAll(async () => {
  await store?.close();
  await stage?.close();
});

test('what is read back, edited or deleted in Slack afterwards brings nothing back', async () => {
  const [ana, ben] = [stage.person('ana'), stage.person('ben')];
  const ref = { workspace: stage.sandbox.teamId, number: 1 };
  const own = await ben.say(words, at);
  const changed = await ben.say(`${word} at first`, at);
  const quoting = await ana.say(`Ben wrote "${words}", I agree`, at);
  const alike = await ana.say('Their data: (removed on request), says someone who was removed', at);
  const naming = await ana.say(`<@${ben.profile.id}> looks at the graphs`, at);
  await ben.react(own, 'pushpin');
  await stage.rest();
  const left = () => rowsWith(store.db, ben.profile.id, word);
  expect((await left()).length).toBeGreaterThan(4);

  await forgetPerson(store.db, ben.profile.id, [], stage.clock.now());
  expect(await left()).toEqual([]);
  await stage.pass(12 * minute);
  expect(await left()).toEqual([]);

  await ben.edit(changed, `${word} in other words`);
  await ana.edit(quoting, `Ben wrote "${words}", I agree with all of it`);
  await ana.edit(naming, `<@${ben.profile.id}> looks at the logs`);
  await stage.rest();
  expect(await left()).toEqual([]);
  // Words that only read so are kept, with what becomes of them.
  await ana.edit(alike, 'Their data: (removed on request), says nobody');
  await stage.rest();
  const entry = (await stage.muster.engine.entries(ref, 'all')).find(({ ts }) => ts === alike.ts);
  expect(entry?.text).toBe('Their data: (removed on request), says nobody');
  for (const one of [own, changed]) await ben.remove(one);
  for (const one of [quoting, naming]) await ana.remove(one);
  await stage.rest();
  expect(await left()).toEqual([]);
  const entries = await stage.muster.engine.entries(ref, 'all');
  for (const { ts } of [own, changed, quoting, naming]) {
    const entry = entries.find((one) => one.ts === ts && one.kind === 'message');
    expect(entry?.deletedAt).toEqual(expect.any(Number));
  }
});

test('what Slack gives late, after it was read back and forgotten, brings nothing back; others come as ever', async () => {
  const [cho, dan] = [stage.person('cho'), stage.person('dan')];
  stage.sandbox.faults.deliveries({ lose: 1 });
  await dan.join(room);
  const said = await dan.say(`quokka ${words}`, at);
  await stage.rest();
  stage.sandbox.faults.clear();
  await dan.edit(said, 'quokka in other words');
  await stage.pass(12 * minute);
  const left = () => rowsWith(store.db, dan.profile.id, 'quokka');
  expect((await left()).length).toBeGreaterThan(1);
  await forgetPerson(store.db, dan.profile.id, [], stage.clock.now());
  expect(await left()).toEqual([]);
  const lost = stage.sandbox.deliveries.filter(({ body }) => {
    const event = body.event as { readonly type?: string; readonly subtype?: string; readonly user?: string };
    return event?.user === dan.profile.id && event.subtype === undefined;
  });
  expect(lost.length).toBeGreaterThan(1);
  for (const one of lost) await stage.sandbox.redeliver(one);
  await stage.rest();
  expect(await left()).toEqual([]);
  await cho.leave(room);
  await cho.join(room);
  await stage.pass(12 * minute);
  expect(await rowsWith(store.db, `<@${cho.profile.id}> joined`)).toHaveLength(2);
});
