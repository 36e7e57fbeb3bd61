import type { z } from 'zod';
import { nearest } from './nearest.ts';

interface Given {
  readonly severities?:
    | Readonly<Record<string, { readonly page?: readonly string[] | null | undefined } | null | undefined>>
    | null
    | undefined;
  readonly services?: Readonly<Record<string, unknown>> | null | undefined;
  readonly people?: Readonly<Record<string, { readonly slack?: string | null | undefined }>> | null | undefined;
  readonly teams?:
    | Readonly<
        Record<
          string,
          | {
              readonly rota?:
                | {
                    readonly people: readonly string[];
                    readonly overrides?: readonly { readonly who: string }[] | null | undefined;
                  }
                | null
                | undefined;
              readonly call_tree?: readonly { readonly ask: string }[] | null | undefined;
            }
          | null
          | undefined
        >
      >
    | null
    | undefined;
}

/** Every name that a rota, a call tree or a severity uses must be somebody's, and who is asked in Slack must be there. */
export function checkNames(file: Given, context: z.core.$RefinementCtx): void {
  const people = file.people ?? {};
  const teams = file.teams ?? {};
  const say = (path: readonly (string | number)[], message: string) =>
    context.addIssue({ code: 'custom', path: [...path], message });
  const check = (name: string, path: readonly (string | number)[]): void => {
    const known = Object.keys(people);
    if (!Object.hasOwn(people, name)) {
      const near = nearest(name, known);
      const hint = near ? `did you mean ${near}?` : `for example people: { ${known[0] ?? name}: { slack: U0123ABCD } }`;
      say(path, `${name} is not among the people; ${hint}`);
    } else if (!people[name]?.slack) {
      say(
        path,
        `${name} has no id in Slack and cannot be asked, for example people: { ${name}: { slack: U0123ABCD } }`,
      );
    }
  };
  for (const [name, team] of Object.entries(teams)) {
    const at = ['teams', name];
    team?.rota?.people.forEach((who, place) => void check(who, [...at, 'rota', 'people', place]));
    team?.rota?.overrides?.forEach(({ who }, place) => void check(who, [...at, 'rota', 'overrides', place, 'who']));
    team?.call_tree?.forEach(({ ask }, place) => {
      const path = [...at, 'call_tree', place, 'ask'];
      if (ask !== 'oncall') check(ask, path);
      else if (!team.rota) say(path, 'oncall needs a rota, for example rota: { people: [ lou ], starts: 2026-11-02 }');
    });
  }
  for (const [severity, given] of Object.entries(file.severities ?? {})) {
    given?.page?.forEach((whom, place) => {
      if (/^(?:@|[UWS][A-Z0-9]{4,}$)/.test(whom)) return;
      const known = [teams, people, file.services ?? {}].flatMap((some) => Object.keys(some));
      if (known.includes(whom)) return;
      const near = nearest(whom, known);
      say(
        ['severities', severity, 'page', place],
        `${whom} is no team, service or person; ${near ? `did you mean ${near}?` : 'a group handle needs quotes, for example "@payments-oncall"'}`,
      );
    });
  }
}
