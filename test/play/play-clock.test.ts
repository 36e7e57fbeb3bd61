import { readFileSync } from 'node:fs';
import { afterEach, expect, test } from '@jest/globals';
import { playClock } from '../../play/play-clock.ts';
import { openSandbox, type Sandbox } from '../../sandbox/sandbox.ts';
import { liveTrigger, makeTrigger } from '../../sandbox/triggers.ts';

const manifest = readFileSync(new URL('../../manifest.yml', import.meta.url), 'utf8');
let sandbox: Sandbox;
afterEach(() => sandbox.close());

test('however fast time goes, the app has three seconds of its own to answer', async () => {
  const clock = playClock(Date.now());
  sandbox = await openSandbox({ manifest, clock, people: [{ name: 'ana' }] });
  const { world } = sandbox;
  const startAt = clock.now();
  // As if the machine had gone on for so many milliseconds since.
  const after = (ms: number) => clock.goLive({ originAt: Date.now() - ms, startAt, speed: 60 });
  after(0);
  const trigger = makeTrigger(world, sandbox.person('ana').profile.id);
  after(2000);
  expect(clock.now() - startAt).toBeGreaterThanOrEqual(120_000);
  expect(liveTrigger(world, trigger).used).toBe(false);
  after(60_000);
  expect(() => liveTrigger(world, trigger)).toThrow('expired_trigger_id');
});
