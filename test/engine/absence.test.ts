import { expect, test } from '@jest/globals';
import { createAbsence } from '../../src/engine/absence.ts';
import { wantedMendings } from '../../src/engine/wanted-mendings.ts';
import { createLog } from '../../src/log.ts';

// The database is away for a while: its operator reads that once, and when it is over.

const away = Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED' });
const fails = (error: unknown) => () => Promise.reject(error);

function listening() {
  const lines: string[] = [];
  let now = 1_000_000;
  const log = createLog('info', { write: (line) => void lines.push(line) });
  return {
    absence: createAbsence(log, () => now),
    pass: (ms: number) => {
      now += ms;
    },
    said: () => lines.map((line) => (JSON.parse(line) as { readonly msg: string }).msg.split(':')[0]),
    lines,
  };
}

test('one line when it begins, one when it ends, however often and whoever asks', async () => {
  const { absence, pass, said, lines } = listening();
  for (let look = 0; look < 50; look += 1) {
    await absence.during('could not look for errands', fails(away));
    await absence.during('could not look for alarms', fails(away));
    pass(100);
  }
  expect(said()).toEqual(['the database does not answer']);
  expect(lines[0]).toContain('ECONNREFUSED');
  for (let look = 0; look < 3; look += 1) await absence.during('could not look for errands', async () => {});
  expect(said()).toEqual(['the database does not answer', 'the database answers again']);
  expect(JSON.parse(lines[1] ?? '')).toMatchObject({ away_ms: 5_000 });
  await absence.during('could not look for errands', fails(away));
  expect(said()).toHaveLength(3);
});

test('a look that began before the last failure does not end it', async () => {
  const { absence, said } = listening();
  const { promise, resolve } = Promise.withResolvers<void>();
  const slow = absence.during('could not look for errands', () => promise);
  await absence.during('could not look for alarms', fails(away));
  resolve();
  await slow;
  expect(said()).toEqual(['the database does not answer']);
});

test('what is wrong for another reason is told each time', async () => {
  const { absence, said } = listening();
  for (const _look of [1, 2]) await absence.during('could not look for alarms', fails(new Error('no such column')));
  expect(said()).toEqual(['could not look for alarms', 'could not look for alarms']);
  expect([absence.isWhy(new Error('no such column')), absence.isWhy(away)]).toEqual([false, true]);
});

test('many askings to compare of about the same moment are one, and no later one is lost', () => {
  const wanted = wantedMendings();
  for (let now = 0; now < 600_000; now += 10) {
    wanted.add('T1', now + 2_000);
    wanted.due(now);
  }
  wanted.add('T2', 700_000);
  expect(wanted.due(600_000)).toEqual(['T1']);
  wanted.written(600_000);
  // Those of the last two seconds are still to come.
  expect(wanted.due(600_000)).toEqual([]);
  expect(wanted.due(602_250)).toEqual(['T1']);
  wanted.written(602_250);
  expect([wanted.due(699_000), wanted.due(700_000)]).toEqual([[], ['T2']]);
});
