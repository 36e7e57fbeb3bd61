import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { at, openRoom, room } from '../support/in-room.ts';
import { openStage, type Stage } from '../support/war-room.ts';

// The Home tab: what is open, which roles are mine; private incidents only for who is in them.

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
  await openRoom(stage, 'ben');
  const dan = stage.person('dan');
  await dan.command('/incident');
  const form = await dan.formOpens();
  await form.fill('What is happening?', 'Keys on a public page');
  await form.choose('Who may see it', 'Private');
  await form.submit();
  await stage.rest();
});
afterAll(() => stage.close());

const homeOf = async (name: string): Promise<string> => {
  const person = stage.person(name);
  const drawn = () =>
    stage.sandbox.calls.filter(
      ({ method, args, response }) =>
        method === 'views.publish' && args.user_id === person.profile.id && response.ok === true,
    ).length;
  const before = drawn();
  await person.home();
  // It is drawn after Slack has its answer, by no errand: nothing else tells when.
  for (let tries = 0; drawn() === before && tries < 200; tries += 1) await sleep(5);
  await stage.rest();
  expect(person.homeView).toContain('Your roles');
  return person.homeView;
};

test('who opens it sees what is open and where', async () => {
  const seen = await homeOf('cho');
  expect(seen).toContain('Checkout returns 500s');
  expect(seen).toContain(`#${room}`);
  expect(seen).toContain('You hold no role in an open incident.');
});

test('my roles stand there, and follow what happens', async () => {
  const ben = stage.person('ben');
  await homeOf('ben');
  await ben.press('Take fixer', at);
  await stage.rest();
  expect(ben.homeView).toMatch(/fixer +INC-1/);
  await ben.command('/incident role fixer none', at);
  await stage.rest();
  expect(ben.homeView).not.toMatch(/fixer +INC-1/);
});

test('a private incident is shown to its members only', async () => {
  expect(await homeOf('dan')).toContain('Keys on a public page');
  for (const name of ['ana', 'ben', 'cho']) expect(await homeOf(name)).not.toContain('Keys on a public page');
});

test('one can declare from there', async () => {
  const cho = stage.person('cho');
  await homeOf('cho');
  await cho.homePress('Declare an incident');
  const form = await cho.formOpens();
  expect(form.title).toBe('Declare an incident');
  await form.cancel();
});

test('what ended stands under Lately', async () => {
  await stage.person('ana').command('/incident cancel wrong monitor', at);
  await stage.rest();
  const seen = await homeOf('cho');
  expect(seen).toMatch(/Lately[\s\S]*Checkout returns 500s/);
  expect(seen).toContain('No incident is open.');
});

/** What briefing, announcement and Ana's home show of a room that changes all the time, read from what Slack took. */
function shownOf(channel: string) {
  const shown = { briefing: 0, announcement: 0, home: 0 };
  let seen = stage.sandbox.calls.length;
  return () => {
    const { calls } = stage.sandbox;
    for (const { method, args, response } of calls.slice(seen)) {
      const number = Number(/Change (\d+)/.exec(JSON.stringify(args))?.[1] ?? Number.NaN);
      if (response.ok !== true || Number.isNaN(number)) continue;
      if (method === 'views.publish' && args.user_id === stage.person('ana').profile.id) shown.home = number;
      if (method !== 'chat.update') continue;
      shown[args.channel === stage.sandbox.channel(channel).id ? 'briefing' : 'announcement'] = number;
    }
    seen = calls.length;
    return { ...shown };
  };
}

test('under fire briefing, announcement and home never tell two truths for long; another room goes on', async () => {
  const [ana, ben] = [stage.person('ana'), stage.person('ben')];
  await ana.command('/incident new sev1 Change 0');
  await ben.command('/incident new sev2 Beside it');
  await stage.pass(60_000);
  const { engine } = stage.muster;
  const workspace = stage.sandbox.world.team.id;
  const open = await engine.openIncidents(workspace);
  const hot = open.find(({ title }) => title === 'Change 0');
  const calm = open.find(({ title }) => title === 'Beside it');
  if (hot === undefined || calm === undefined) throw new Error('they were not declared');
  const look = shownOf(hot.room.name);
  // Something new twice a second for 20 s: more than Slack lets anybody show.
  const stepMs = 500;
  const steps = 40;
  let apartMs = 0;
  let longestMs = 0;
  const seen = new Set<number>();
  for (let step = 1; step <= steps; step += 1) {
    await engine.perform(hot, { type: 'set_title', title: `Change ${step}`, reason: '', by: ana.profile.id });
    if (step === 35) await ben.command('/incident severity sev1', { in: calm.room.name });
    await stage.rest();
    const { briefing, announcement, home } = look();
    apartMs = briefing === announcement && announcement === home ? 0 : apartMs + stepMs;
    longestMs = Math.max(longestMs, apartMs);
    seen.add(briefing);
    // The room beside it has not changed lately: it does not wait for the one that has spent its share.
    if (step === 35) expect(ben.reads(calm.room.name).find(({ pinned }) => pinned)?.text).toContain('SEV1');
    await stage.clock.advance(stepMs);
  }
  expect(longestMs).toBeLessThanOrEqual(2_000);
  expect(seen.size).toBeGreaterThan(8);
  await stage.pass(15_000);
  expect(look()).toEqual({ briefing: steps, announcement: steps, home: steps });
});
