import type { CommandBody } from './commands.ts';

/** The other incident on whose state a command depends: it stands still while that is decided. Null: on none. */
export function otherOf(command: CommandBody): number | null {
  return command.type === 'mark_duplicate' ? command.of : null;
}
