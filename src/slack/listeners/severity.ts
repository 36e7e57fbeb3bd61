// `/incident severity sev1 EU and US hit`, and the buttons SEV1 … SEV4 of an incident whose severity was only assumed.
import { type Severity, severities } from '../../incident/policy.ts';
import { typedWords } from '../typed-text.ts';
import { trouble } from '../views/trouble.ts';
import { aboutPressed } from './about.ts';
import type { ActionListener, TypedWord } from './listener.ts';
import { doneElsewhere, performed } from './replied.ts';

export const severityWord: TypedWord = {
  word: 'severity',
  needs: 'incident',
  takes: 'argument',
  run: async ({ incident, line, ...asked }) => {
    if (incident === null) return null;
    const [word = '', ...why] = line.rest.split(/\s+/);
    const severity = readSeverity(word);
    if (severity === null)
      return trouble.notUnderstood('Say which: `/incident severity sev2 EU only`. sev1 is the worst, sev4 the least.');
    const reason = typedWords(why.join(' '));
    return performed(asked, incident, { type: 'set_severity', by: asked.user, severity, reason }, doneElsewhere(asked));
  },
};

export const setSeverity: ActionListener = (pressed) =>
  aboutPressed(pressed, 'set_severity', async (incident, value) => {
    const severity = readSeverity(value.severity);
    if (severity === null) return trouble.oldButton();
    return performed(pressed, incident, { type: 'set_severity', by: pressed.user, severity, reason: '' }, (after) => ({
      text: `INC-${after.number} is ${after.severity.toUpperCase()}.`,
    }));
  });

/** `sev1`, `SEV1` or `1`; null for anything else. */
export function readSeverity(word: string): Severity | null {
  const name = word.toLowerCase().replace(/^([1-4])$/, 'sev$1');
  return severities.find((severity) => severity === name) ?? null;
}
