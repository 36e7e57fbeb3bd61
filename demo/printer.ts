import type { Person } from '../sandbox/people/person.ts';

type Seen = ReturnType<Person['reads']>[number];

/** Prints what is new or changed in a channel since it was last shown, the way a person reads it. */
export function createPrinter(print: (text: string) => void, zone: string) {
  const known = new Map<string, string>();
  const clock = new Intl.DateTimeFormat('en-GB', { timeZone: zone, hour: '2-digit', minute: '2-digit' });

  function rows(seen: Seen): string {
    const notes = [
      ...(seen.ephemeral ? ['(only you see this)'] : []),
      ...(seen.pinned ? ['(pinned)'] : []),
      ...(seen.edited ? ['(edited)'] : []),
    ];
    const files = seen.files.map((file) => `[file ${file.name}]`);
    const reactions = seen.reactions.map((reaction) => `:${reaction.name}: ${reaction.users.length}`).join('  ');
    return [...seen.text.split('\n'), ...files, reactions, notes.join(' ')].filter((row) => row !== '').join('\n');
  }

  return (place: string, messages: readonly Seen[]): void => {
    let headed = false;
    for (const seen of messages) {
      const key = `${place} ${seen.ts} ${seen.ephemeral}`;
      const text = rows(seen);
      const before = known.get(key);
      if (before === text) continue;
      known.set(key, text);
      if (!headed) print(`\n${place}`);
      headed = true;
      const reply = seen.threadTs !== undefined && seen.threadTs !== seen.ts;
      const indent = reply ? '      ↳ ' : '  ';
      const [first = '', ...others] = text.split('\n');
      const changed = before === undefined ? '' : '(changed) ';
      print(`${indent}${clock.format(Number(seen.ts) * 1000)}  ${seen.author.padEnd(6)} ${changed}${first}`);
      for (const row of others) print(`${indent}${' '.repeat(14)}${row}`);
    }
  };
}
