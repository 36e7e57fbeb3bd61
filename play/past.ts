import type { DialClock } from '../sandbox/clock.ts';
import type { Sandbox } from '../sandbox/sandbox.ts';

export async function playPast(_sandbox: Sandbox, _dial: DialClock, _dataDir: string): Promise<void> {}
