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
