import { z } from 'zod';
import { group, text } from './fields.ts';

/** What the card for the worst case needs of secrets: they stand in the environment and not in `muster.yml`. */
export const cardVariables = ['BRIDGE_SECRET', 'SMTP_PASSWORD'] as const;

/** Whoever has it reads phone numbers: it must not be found by trying. */
const shortestSecret = 32;
/** Letters that a secret of this length made by chance has at least. */
const fewestLetters = 8;

export const cardSecrets = {
  BRIDGE_SECRET: z
    .string()
    .refine(
      (value) => new RegExp(`^[\\w-]{${shortestSecret},200}$`).test(value) && new Set(value).size >= fewestLetters,
      {
        error: `expected at least ${shortestSecret} letters and digits made by chance, for example what this prints: openssl rand -hex 24`,
      },
    )
    .optional(),
  SMTP_PASSWORD: z.string().max(500, { error: 'expected a password of at most 500 characters' }).optional(),
};

/** Where mail is handed over; the password stands in the environment. */
export interface SmtpSettings {
  readonly host: string;
  readonly port: number;
  /** null: nobody signs in. */
  readonly user: string | null;
  readonly from: string;
}

const example = 'host: mail.example.org, from: muster@example.org';

export const cardFields = {
  status_page: z
    .string({ error: 'expected a web address, for example https://status.example.org' })
    .max(2900, { error: 'expected a web address of at most 2,900 characters' })
    .refine((value) => ['http:', 'https:'].includes(URL.parse(value)?.protocol ?? ''), {
      error: 'expected a web address, for example https://status.example.org',
    })
    .nullish(),
  smtp: group(example, {
    host: text(253, 'the name of a mail server, for example mail.example.org').refine(
      (value) => /^[A-Za-z0-9.:_-]+$/.test(value),
      { error: 'expected the name of a mail server, for example mail.example.org' },
    ),
    port: z
      .int({ error: 'expected a port number, for example 587' })
      .min(1, { error: 'expected a port number, for example 587' })
      .max(65_535, { error: 'expected a port number, for example 587' })
      .optional(),
    user: text(200, 'the name to sign in with, for example muster').nullish(),
    from: text(200, 'a mail address, for example muster@example.org').refine(
      (value) => /^[^\s@<>]+@[^\s@<>]+$/.test(value),
      { error: 'expected a mail address, for example muster@example.org' },
    ),
  }).nullish(),
};

/** 587 is where mail is handed in (RFC 6409). */
const usualPort = 587;

type Given = z.output<typeof cardFields.smtp>;

export function readSmtp(given: Given): { readonly smtp?: SmtpSettings } {
  if (!given) return {};
  const { host, port = usualPort, user, from } = given;
  return { smtp: { host, port, user: user ?? null, from } };
}

/** What is wrong with file and environment taken together; null: nothing. */
export function smtpProblem(smtp: SmtpSettings | undefined, password: string | undefined): string | null {
  if (smtp === undefined || smtp.user === null || password !== undefined) return null;
  return 'SMTP_PASSWORD: is missing; muster.yml names a user for the mail server (smtp.user), for example SMTP_PASSWORD=correct-horse';
}
