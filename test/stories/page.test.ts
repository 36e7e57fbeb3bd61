import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { createPagers } from '../../src/pagers/create-pagers.ts';
import { apiToken, openPagerDuty, routingKey } from '../pagers/pager-duty-stub.ts';
import type { Stub } from '../pagers/strict-stub.ts';
import { briefingOf, sendForm } from '../support/in-room.ts';
import { minute, openStage, type Stage } from '../support/war-room.ts';

// Somebody has to come. Most of the time nobody answers the first time.

const config = (id: (name: string) => string) => `
people:
  ben: { slack: ${id('ben')}, phone: "+44 20 7946 0001", place: London, zone: Europe/London, hours: "09:00-17:30" }
  cho: { slack: ${id('cho')}, phone: "+82 2 555 0002", zone: Asia/Seoul, email: cho@example.org }
  dan: { slack: ${id('dan')}, phone: "+1 212 555 0003", email: dan@example.org }
  gus: { slack: ${id('gus')}, phone: "+44 20 7946 0009" }
  eve: { slack: ${id('eve')} }
teams:
  payments:
    rota: { people: [ ben, cho ], turn: weekly, starts: 2026-11-16, zone: Europe/London }
    call_tree: [ { ask: oncall, for: 5m }, { ask: gus }, { ask: eve }, { ask: cho, for: 3m }, { ask: dan, for: 10m } ]
  storage:
    rota: { people: [ cho, dan ], turn: daily, starts: 2026-11-16 }
    pager: { with: pagerduty, on_call: PT20YPA }
services:
  card payments: { team: payments }
  disks: { team: storage }
stakeholders:
  - { name: Press office, audience: press }
`;

let stage: Stage;
let service: Stub;
/** Who acknowledged inside the paging service. */
let acknowledgers: readonly string[] = [];
beforeAll(async () => {
  service = await openPagerDuty(['nobody@example.org', 'dan@example.org'], () => acknowledgers);
  const { url } = service;
  const access = { routingKey, apiToken, eventsUrl: url, apiUrl: url };
  stage = await openStage({
    config,
    pagers: createPagers({ pagerDuty: access, zenduty: null }, 1_500),
    sandbox: {
      people: [
        { name: 'ana', zone: 'Europe/Berlin' },
        { name: 'ben', zone: 'Europe/London' },
        { name: 'cho', zone: 'Asia/Seoul' },
        { name: 'dan', zone: 'America/New_York' },
        { name: 'gus', zone: 'Europe/London', guest: true },
        { name: 'eve', zone: 'Europe/London', deactivated: true },
      ],
    },
  });
}, 60_000);
afterAll(async () => {
  await stage?.close();
  await service?.close();
});

/** Ana declares by form, as sev1 on a service, and is alone in the room. */
async function declare(title: string, service: string | null, severity = 'SEV1 · Critical'): Promise<string> {
  const ana = stage.person('ana');
  // Slack takes a post a second for one conversation: what the story before has said is past.
  await stage.pass(2000);
  await ana.command('/incident');
  const form = await ana.formOpens();
  await form.fill('What is happening?', title);
  await form.choose('Severity', severity);
  if (service !== null) await form.choose('Services', service);
  await form.submit();
  await stage.rest();
  await ana.modal?.close();
  return stage.sandbox.channelNames.findLast((name) => name.startsWith('inc-')) ?? '';
}

const lineIn = (room: string): string =>
  stage
    .person('ana')
    .reads(room)
    .filter((seen) => seen.author === 'muster' && /Paging|coming|has to come/.test(seen.text) && !seen.pinned)
    .map((seen) => seen.text)
    .join('\n---\n');
const dms = (name: string): readonly string[] =>
  stage
    .person(name)
    .dm()
    .map((seen) => seen.text);
const lastDm = (name: string): string => dms(name).at(-1) ?? '';

test('by itself for sev1: on call first; silent, the next; guests and who has left are passed by', async () => {
  const room = await declare('Alpha', 'card payments');
  expect(lastDm('ben')).toContain('Please come: SEV1, Alpha.');
  expect(lastDm('ben')).toContain('You are on call for payments. It is 09:30 where you are, outside');
  expect(lastDm('ben')).toContain("[I'm coming]");
  expect(lineIn(room)).toContain('Paging payments.');
  expect(lineIn(room)).toContain('@ben asked');
  expect(briefingOf(stage.person('ana'), room)).toContain('Not here yet: @ben (asked');
  expect(dms('cho')).toEqual([]);

  // Five minutes of silence: within five seconds of them the next is asked, and who leads has the numbers.
  await stage.clock.advance(5 * minute - 1000);
  await stage.rest();
  expect(dms('cho')).toEqual([]);
  await stage.clock.advance(2000);
  await stage.rest();
  expect(lastDm('cho')).toContain('You are in the call tree of payments');
  expect(lineIn(room)).toContain('@gus passed by: a guest, not a full member');
  expect(lineIn(room)).toContain('@eve passed by: not in Slack any more');
  expect(lineIn(room)).toContain('@ben no answer (asked');
  expect(dms('ana').join('\n')).toContain('@ben (no answer yet): +44 20 7946 0001, London');
  // One line in the room, edited; no number in it.
  expect(lineIn(room)).not.toContain('---');
  expect(stage.person('ana').transcript(room)).not.toMatch(/7946|555/);

  await stage.person('cho').press("I'm coming", { in: 'dm' });
  await stage.rest();
  expect(lineIn(room)).toContain('@cho is coming (payments).');
  expect(stage.person('cho').answers.at(-1)?.text).toContain('thank you');
  // Asked into the room, and nobody else is woken.
  expect(stage.person('cho').transcript(room)).toContain('Alpha');
  expect(briefingOf(stage.person('ana'), room)).toContain('Not here yet: @ben (asked');
  await stage.pass(30 * minute);
  expect(dms('dan')).toEqual([]);
});

test('nobody answers at all: loud, with numbers, and the room is told', async () => {
  const room = await declare('Bravo', 'card payments', 'SEV2 · Major');
  await stage.person('cho').join(room);
  await stage.person('cho').press('Take scribe', { in: room });
  await stage.pass(30 * minute);
  expect(lastDm('dan')).toContain('You are the last who is asked.');
  const loud = /Nobody is coming for payments\. Please ring somebody now\./;
  expect(dms('ana').join('\n')).toMatch(loud);
  expect(dms('ana').join('\n')).toContain('@dan (no answer yet): +1 212 555 0003');
  expect(dms('cho').join('\n')).toMatch(loud);
  expect(lineIn(room)).toContain('Nobody is coming for payments.');
  expect(lineIn(room)).toContain('Who leads has the phone numbers by direct message.');
  expect(stage.person('ana').transcript(room)).not.toMatch(/7946|555/);
  // Nothing goes on after that.
  const aboutPages = () => dms('ana').filter((text) => !text.includes('Is it time to hand over'));
  const said = aboutPages().length;
  await stage.pass(60 * minute);
  expect(dms('ana').filter((text) => text.includes('Bravo') && loud.test(text)).length).toBeLessThan(2);
  expect(aboutPages()).toHaveLength(said);
});

test("can't and stand by ask the next at once; who stands by is released with thanks", async () => {
  const room = await declare('Charlie', null, 'SEV3 · Minor');
  const ana = stage.person('ana');
  expect(lineIn(room)).toBe('');
  const answer = await ana.command('/incident page Card Payments the queue <is> stuck', { in: room });
  expect(answer.text).toContain('asked');
  await stage.rest();
  expect(lineIn(room)).toContain('Paging payments, asked by @ana. the queue <is> stuck');
  expect(lastDm('ben')).toContain('@ana asks for you.');
  await stage.person('ben').press("Can't", { in: 'dm' });
  await stage.rest();
  expect(lineIn(room)).toContain("@ben can't");
  expect(lastDm('cho')).toContain('Charlie');
  await stage.person('cho').press('Stand by', { in: 'dm' });
  await stage.rest();
  expect(lastDm('dan')).toContain('Charlie');
  expect(briefingOf(ana, room)).toContain('@cho (stands by)');
  const again = await ana.command('/incident page payments', { in: room });
  expect(again.text).toContain('is being paged since');
  await ana.command('/incident resolved', { in: room });
  await sendForm(ana, {});
  await stage.rest();
  expect(lastDm('cho')).toContain('Thank you for standing by');
  expect(lastDm('dan')).toContain('You were asked to come; you need not any more.');
  expect(lineIn(room)).toContain('Nobody has to come for payments any more.');
  // A button of the night before.
  await stage.person('dan').press("I'm coming", { in: 'dm' });
  await stage.rest();
  expect(stage.person('dan').answers.at(-1)?.text).toContain('It is resolved');
});

test('a person, by command and by form; next; who was never asked; nobody known', async () => {
  const room = await declare('Delta', null, 'SEV3 · Minor');
  const ana = stage.person('ana');
  await ana.command('/incident page @dan please', { in: room });
  await stage.rest();
  expect(lastDm('dan')).toContain('You were named.');
  await ana.press('Page next', { in: room });
  await stage.rest();
  // Dan is in the tree of payments: the others of it come after him.
  expect(lastDm('ben')).toContain('Delta');
  const next = await ana.command('/incident page next', { in: room });
  expect(next.text).toContain('asked');
  await stage.rest();
  expect(lastDm('cho')).toContain('Delta');
  await ana.command('/incident page', { in: room });
  const asks = await ana.formOpens();
  await asks.choose('Team or service', 'storage');
  await asks.fill('What are they needed for?', 'disk 4');
  await asks.submit();
  await stage.rest();
  expect(lineIn(room)).toContain('Paging storage, asked by @ana. disk 4');
  await ana.press('Page', { in: room });
  const form = await ana.formOpens();
  await form.submit();
  expect(form.text()).toContain('Choose a team, a service or a person.');
  const unknown = await ana.command('/incident page nobody', { in: room });
  expect(unknown.text).toContain('Say who: ');
});

test('a paging service rings, and hears that somebody comes and that it is over', async () => {
  const room = await declare('Echo', 'disks');
  const events = () => service.asked.filter(({ path }) => path === '/v2/enqueue').map(({ json }) => json);
  expect(lineIn(room)).toContain('PagerDuty rings too');
  expect(events().at(-1)?.event_action).toBe('trigger');
  // Whom the service has on call, and not the own rota.
  expect(lastDm('dan')).toContain('Echo');
  expect(lastDm('cho')).not.toContain('Echo');
  await stage.person('dan').press("I'm coming", { in: 'dm' });
  await stage.rest();
  expect(events().at(-1)?.event_action).toBe('acknowledge');
  // Who acknowledged there is asked no more.
  const key = `${events().at(-1)?.dedup_key}`;
  const asks = () => service.asked.filter(({ query }) => query.get('incident_key') === key).length;
  const before = asks();
  await stage.pass(2 * minute);
  expect(asks()).toBe(before);
  await stage.person('ana').command('/incident resolved', { in: room });
  await sendForm(stage.person('ana'), {});
  await stage.rest();
  const keys = events()
    .slice(-3)
    .map((json) => [json?.event_action, json?.dedup_key]);
  expect(keys.map(([action]) => action)).toEqual(['trigger', 'acknowledge', 'resolve']);
  expect(new Set(keys.map(([, key]) => key)).size).toBe(1);
});

test('acknowledged inside the paging service: they are coming, and nobody else is woken', async () => {
  const asks = () => service.asked.filter(({ path }) => path === '/incidents').length;
  const before = asks();
  const room = await declare('Golf', 'disks');
  expect(lastDm('dan')).toContain('Golf');
  const events = () => service.asked.filter(({ path }) => path === '/v2/enqueue').length;
  const rung = events();
  acknowledgers = ['stranger@example.org'];
  await stage.pass(3 * minute);
  expect(lineIn(room)).toContain('@dan asked');
  // Once at once, then each half minute; somebody whom nobody here knows cannot be named.
  expect(asks() - before).toBe(7);
  // That is no trouble of the incident.
  const ref = { workspace: stage.sandbox.teamId, number: Number(room.split('-')[1]) };
  expect((await stage.muster.engine.incident(ref))?.problems).toEqual([]);
  expect((await stage.muster.engine.entries(ref, 'all')).map(({ text }) => text).join()).not.toContain(
    'who acknowledged',
  );
  acknowledgers = ['stranger@example.org', 'cho@example.org'];
  await stage.pass(minute);
  acknowledgers = [];
  expect(lineIn(room)).toContain('@cho is coming (storage).');
  expect(stage.sandbox.channel(room).memberNames).toContain('cho');
  const said = await stage.muster.engine.entries(ref, 'all');
  expect(said.map(({ text }) => text).join('\n')).toContain('acknowledged the page in PagerDuty, and is coming');
  // What it knows already it is not told, and it is asked no more; nobody else is.
  const heard = asks();
  await stage.pass(10 * minute);
  expect([events(), asks()]).toEqual([rung, heard]);
  expect(lastDm('ben')).not.toContain('Golf');
});

test.each([
  ['fails', { status: 500, json: {} }, 'HTTP 500'],
  ['is slow', { status: 202, json: {}, hangs: true }, 'no answer in time'],
])('a paging service %s: the own call tree takes over at once, and the room is told', async (how, fault, why) => {
  service.fail(fault);
  service.fail(fault);
  const room = await declare(`Foxtrot ${how}`, 'disks');
  expect(lineIn(room)).toContain('PagerDuty does not answer: our own call tree takes over');
  expect(lastDm('dan')).toContain(`Foxtrot ${how}`);
  const number = Number(room.split('-')[1]);
  const said = await stage.muster.engine.entries({ workspace: stage.sandbox.teamId, number }, 'all');
  expect(said.map(({ text }) => text).join('\n')).toContain(`PagerDuty did not take the page for storage (${why})`);
});

test('who is on call', async () => {
  const seen = await stage.person('ana').command('/incident oncall');
  expect(seen.ephemeral).toBe(true);
  expect(seen.text).toContain('payments  @ben until');
  expect(seen.text).toContain('then @cho (London');
  expect(seen.text).toContain('storage  @dan until');
  expect(seen.text).toContain('paging service too');
  expect(seen.text).toContain('press: Press office');
  expect(seen.text).not.toMatch(/7946|555/);
});
