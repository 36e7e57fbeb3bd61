import { readFileSync } from 'node:fs';
import { openSandbox, type Sandbox } from '../sandbox/sandbox.ts';

export const peopleCount = 20;

/** A workspace of twenty people. `latencyMs`: how long each Web API call takes. `rateLimits`: calls above Slack's rates are turned away. */
export function openWorkspace(latencyMs: number, rateLimits = false): Promise<Sandbox> {
  const names = Array.from({ length: peopleCount }, (_, index) => `p${index}`);
  return openSandbox({
    manifest: readFileSync(new URL('../manifest.yml', import.meta.url), 'utf8'),
    people: names.map((name) => ({ name, zone: 'Europe/Berlin' })),
    channels: [
      { name: 'general', members: names },
      { name: 'incidents', members: names },
    ],
    latencyMs,
    rateLimits,
  });
}
