import { type Page, textPage } from './routes.ts';

/** One line a check, `ok  database` or `not ready  slack`; 503 unless all hold. A process that stops is never ready. */
export async function readiness(
  checks: Readonly<Record<string, () => Promise<boolean> | boolean>>,
  checkTimeoutMs: number,
  stopping: boolean,
): Promise<Page> {
  const outcomes = await Promise.all(
    Object.entries(checks).map(async ([name, check]) => ({ name, holds: await holds(check, checkTimeoutMs) })),
  );
  if (stopping) outcomes.push({ name: 'not_stopping', holds: false });
  const lines = outcomes.map((outcome) => `${outcome.holds ? 'ok' : 'not ready'}  ${outcome.name}`);
  return textPage(outcomes.every((outcome) => outcome.holds) ? 200 : 503, lines.join('\n'));
}

/** A check that throws, or takes too long, does not hold. */
async function holds(check: () => Promise<boolean> | boolean, timeoutMs: number): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const tooLong = new Promise<boolean>((resolve) => {
    timer = setTimeout(() => resolve(false), timeoutMs);
  });
  try {
    return await Promise.race([(async () => check())(), tooLong]);
  } catch {
    return false;
  } finally {
    clearTimeout(timer);
  }
}
