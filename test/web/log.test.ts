import { expect, test } from '@jest/globals';
import { createLog } from '../../src/log.ts';

function linesOf(write: (log: ReturnType<typeof createLog>) => void, level = 'info'): string[] {
  const lines: string[] = [];
  write(createLog(level, { write: (line: string) => lines.push(line) }));
  return lines;
}

test('a line is one JSON object with time, level and flat fields', () => {
  const [line = ''] = linesOf((log) => log.info({ 'incident.id': 42, duration_ms: 7 }, 'declared'));
  expect(JSON.parse(line)).toEqual({
    level: 'info',
    time: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/),
    'incident.id': 42,
    duration_ms: 7,
    msg: 'declared',
  });
});

test('what is below the level is not written', () => {
  expect(linesOf((log) => log.info('no'), 'warn')).toEqual([]);
});

test('secrets do not reach the log, wherever they stand', () => {
  const error = Object.assign(new Error('invalid xoxb-1-SECRET'), { headers: { authorization: 'Bearer SECRET' } });
  const lines = linesOf((log) => {
    log.error({ err: error }, 'failed');
    log.info({ env: { token: 'SECRET' }, signingSecret: 'SECRET', body: { text: 'SECRET' } }, 'with xapp-1-A-SECRET');
    log.info({ path: '/bridge/SECRET' }, 'GET https://muster.example.org/bridge/SECRET?x=1');
    log.info(`connecting to postgres://muster:SECRET@db:5432/muster and postgresql://u:SEC@RET@h/d`);
  });
  const all = lines.join('');
  expect(all).not.toMatch(/SECRET|SEC@RET/);
  expect(all).toContain('xoxb-[secret]');
  expect(all).toContain('postgres://muster:[secret]@db:5432/muster');
  for (const line of lines) expect(() => JSON.parse(line)).not.toThrow();
});

test('of an error its kind, words, code and place are written, and nothing that it carries besides', () => {
  const cause = Object.assign(new Error('the row was refused'), {
    code: '23502',
    detail: 'Failing row contains (SECRET).',
    where: 'SECRET',
    parameters: ['SECRET'],
  });
  const lines = linesOf((log) => {
    log.error({ err: new Error('a change failed', { cause }) }, 'failed');
    log.error({ err: { text: 'SECRET' } }, 'failed');
  });
  expect(lines.join('')).not.toContain('SECRET');
  expect(JSON.parse(lines[0] ?? '').err).toEqual({
    type: 'Error',
    message: 'a change failed',
    stack: expect.stringContaining('log.test.ts'),
    cause: { type: 'Error', message: 'the row was refused', code: '23502', stack: expect.any(String) },
  });
});
