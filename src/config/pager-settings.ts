import { z } from 'zod';

/** What reaches the paging services: secrets, so they stand in the environment and not in `muster.yml`. */
export interface PagerSecrets {
  readonly pagerDuty: {
    readonly routingKey: string;
    readonly apiToken: string | null;
    readonly eventsUrl: string;
    readonly apiUrl: string;
  } | null;
  readonly zenduty: { readonly webhookUrl: string; readonly apiToken: string | null; readonly apiUrl: string } | null;
}

export const pagerVariables = [
  'PAGERDUTY_ROUTING_KEY',
  'PAGERDUTY_API_TOKEN',
  'PAGERDUTY_EVENTS_URL',
  'PAGERDUTY_API_URL',
  'ZENDUTY_WEBHOOK_URL',
  'ZENDUTY_API_TOKEN',
  'ZENDUTY_API_URL',
] as const;

/** Addresses are never in a line: the webhook's is a secret itself. */
const address = (expected: string) =>
  z.string().refine((value) => ['http:', 'https:'].includes(URL.parse(value)?.protocol ?? ''), { error: expected });

const token = (expected: string) => z.string().refine((value) => /^[\w+=.-]{8,200}$/.test(value), { error: expected });

export const pagerSettings = {
  PAGERDUTY_ROUTING_KEY: z
    .string()
    .regex(/^[A-Za-z0-9]{32}$/, {
      error:
        'expected the 32 characters of an Events API v2 integration key, for example 0123456789abcdef0123456789abcdef',
    })
    .optional(),
  PAGERDUTY_API_TOKEN: token('expected a REST API key of PagerDuty, for example u+AbCdEfGhIjKlMnOpQr').optional(),
  PAGERDUTY_EVENTS_URL: address('expected a web address, for example https://events.eu.pagerduty.com').optional(),
  PAGERDUTY_API_URL: address('expected a web address, for example https://api.eu.pagerduty.com').optional(),
  ZENDUTY_WEBHOOK_URL: address(
    "expected the webhook's address of a Generic Integration, for example https://events.zenduty.com/…",
  ).optional(),
  ZENDUTY_API_TOKEN: token('expected an API token of Zenduty, for example 0123456789abcdef').optional(),
  ZENDUTY_API_URL: address('expected a web address, for example https://www.zenduty.com').optional(),
};

type Values = { readonly [Name in (typeof pagerVariables)[number]]?: string | undefined };

export function readPagers(values: Values): { readonly pagers?: PagerSecrets } {
  const { PAGERDUTY_ROUTING_KEY: routingKey, ZENDUTY_WEBHOOK_URL: webhookUrl } = values;
  if (routingKey === undefined && webhookUrl === undefined) return {};
  const pagerDuty =
    routingKey === undefined
      ? null
      : {
          routingKey,
          apiToken: values.PAGERDUTY_API_TOKEN ?? null,
          eventsUrl: bare(values.PAGERDUTY_EVENTS_URL ?? 'https://events.pagerduty.com'),
          apiUrl: bare(values.PAGERDUTY_API_URL ?? 'https://api.pagerduty.com'),
        };
  const zenduty =
    webhookUrl === undefined
      ? null
      : {
          webhookUrl,
          apiToken: values.ZENDUTY_API_TOKEN ?? null,
          apiUrl: bare(values.ZENDUTY_API_URL ?? 'https://www.zenduty.com'),
        };
  return { pagers: { pagerDuty, zenduty } };
}

/** A token alone cannot page anybody. */
export function missingForPagers(given: Readonly<Record<string, string>>): string[] {
  const problems: string[] = [];
  if (given.PAGERDUTY_API_TOKEN && !given.PAGERDUTY_ROUTING_KEY) {
    problems.push(
      'PAGERDUTY_ROUTING_KEY: is missing; without it nobody can be paged, for example PAGERDUTY_ROUTING_KEY=0123456789abcdef0123456789abcdef',
    );
  }
  if (given.ZENDUTY_API_TOKEN && !given.ZENDUTY_WEBHOOK_URL) {
    problems.push(
      'ZENDUTY_WEBHOOK_URL: is missing; without it nobody can be paged, for example ZENDUTY_WEBHOOK_URL=https://events.zenduty.com/…',
    );
  }
  return problems;
}

function bare(url: string): string {
  return url.replace(/\/+$/, '');
}
