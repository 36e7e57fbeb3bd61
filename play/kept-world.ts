import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { types } from 'node:util';
import { deserialize, serialize } from 'node:v8';
import type { World } from '../sandbox/world.ts';

/** What of a workspace outlives the program: everything that people see, and by what the bot is known in it. */
const parts = [
  'team',
  'app',
  'users',
  'channels',
  'groups',
  'files',
  'homes',
  'views',
  'answers',
  'notifications',
] as const;

/** A workspace in a file. Replaced whole, so that a power cut leaves the old one. */
export function keptWorld(path: string) {
  return {
    get exists() {
      return existsSync(path);
    },
    save(world: World): void {
      const held = Object.fromEntries(parts.map((part) => [part, world[part]]));
      writeFileSync(`${path}.new`, serialize(held));
      renameSync(`${path}.new`, path);
    },
    load(world: World): void {
      // The secrets are those of this start: who speaks to the bot has them already.
      const { botToken, appToken, signingSecret } = world.app;
      const held = deserialize(readFileSync(path)) as Record<string, unknown>;
      for (const part of parts) {
        const now = world[part] as unknown;
        const before = held[part];
        // The same objects are filled: others hold on to them.
        if (types.isMap(now) && types.isMap(before)) {
          now.clear();
          for (const [key, value] of before) now.set(key, value);
        } else Object.assign(now as object, before);
      }
      Object.assign(world.app, { botToken, appToken, signingSecret });
    },
  };
}
