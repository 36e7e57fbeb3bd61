import { z } from 'zod';
import { defaults } from './defaults.ts';
import { group, span, text } from './fields.ts';
import { nearest } from './nearest.ts';

/** A light look before declaring; `off` leaves no trace of it. */
export const triage = z
  .union([
    // Who writes it as YAML 1.1 had it means the same.
    z.literal(['off', false]).transform(() => 'off' as const),
    group('escalate_after: 15m', {
      escalate_after: span.optional(),
      checks: z
        .array(text(150, 'the title of a checklist, for example "Is there a problem?"'), {
          error: 'expected titles of checklists, for example [ "Is there a problem?" ]',
        })
        .nullish(),
    }),
  ])
  .nullish();

interface Given {
  readonly triage?: z.output<typeof triage>;
  readonly checklists?:
    | { readonly identifying?: readonly { readonly title: string }[] | null | undefined }
    | null
    | undefined;
}

/** Its first checks are lists that a war room has too, so that their answers are found there again. */
export function checkTriage(file: Given, context: z.core.$RefinementCtx): void {
  if (!file.triage || file.triage === 'off') return;
  const lists = file.checklists?.identifying ?? defaults.checklists.filter(({ phase }) => phase === 'identifying');
  const known = lists.map(({ title }) => title);
  file.triage.checks?.forEach((title, place) => {
    if (known.includes(title)) return;
    const near = nearest(title, known);
    const hint = near ? `did you mean ${near}?` : `there is ${known.join(', ') || 'none'}`;
    const message = `${title} is no checklist of identifying; ${hint}`;
    context.addIssue({ code: 'custom', path: ['triage', 'checks', place], message });
  });
}
