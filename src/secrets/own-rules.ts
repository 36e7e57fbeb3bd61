import type { Finding } from './find.ts';

interface OwnRule {
  readonly kind: string;
  /** Global. With a group `secret`, only that is the credential. */
  readonly pattern: RegExp;
  readonly holds?: (match: RegExpMatchArray) => boolean;
}

/** What the rule set leaves out, or finds only in files of a certain name, and people paste in an incident. */
const ownRules: readonly OwnRule[] = [
  {
    // Cut off before its end, encrypted, PGP: the set wants an end, and the first bytes of the plain kinds.
    kind: 'private key',
    pattern:
      /-----BEGIN[ A-Z0-9]{0,30}PRIVATE KEY(?: BLOCK)?-----(?=[\s\S]{0,600}?[A-Za-z0-9+/=]{40})(?:\s{0,4}[A-Z][A-Za-z-]{2,20}: [^\n]{0,200}\n){0,5}[A-Za-z0-9+/=\s\\]{40,20000}(?:-----END[ A-Z0-9]{0,30}PRIVATE KEY(?: BLOCK)?-----)?/g,
  },
  { kind: 'npm token', pattern: /_authToken\s{0,3}=\s{0,3}["']?(?<secret>[^\s"'$<>[\]]{8,400})/g },
  { kind: 'Slack token', pattern: /\bxox[a-z](?:\.xox[a-z])?-[\w-]{10,400}/g },
  { kind: 'Google API key', pattern: /(?<![\w-])AIza[\w-]{35}(?![\w-])/g },
  {
    kind: 'JSON web token',
    pattern: /(?<![\w-])eyJ[\w-]{10,4000}\.eyJ[\w-]{10,8000}\.[\w-]{16,2000}/g,
  },
  {
    kind: 'authorization header',
    pattern:
      /authorization["']?\s{0,3}[:=]\s{0,3}["']?(?:bearer|basic|token)\s{1,3}(?<secret>[\w+/=.~-]{16,8000})(?![\w+/=.~-])/gi,
  },
  {
    // Of any scheme: redis, amqp, ldap, and passwords with signs that the set does not look for.
    kind: 'password in an address',
    pattern:
      /\b[a-z][a-z0-9+.-]{1,20}:\/\/(?<user>[^\s:/@]{0,100}):(?<password>[^\s/@]{4,200})@[^\s/?#'"`|<>(),;]{1,256}/gi,
    holds: ({ groups }) => isReal(groups?.user ?? '', groups?.password ?? ''),
  },
];

/** Not `user:password@`, `${DB_PASSWORD}`, `****` or the like: an example, or masked by who wrote it. */
function isReal(user: string, password: string): boolean {
  if (user.toLowerCase() === password.toLowerCase()) return false;
  if (/[{}<>[\]%*]|^\$|^(.)\1+$|^\.+$/.test(password)) return false;
  return !/^(?:my|your)?[_-]?(?:pass|password|passwd|pwd|secret|example|changeme|redacted|hidden|removed|token)$/i.test(
    password,
  );
}

export function findByOwnRules(text: string): Finding[] {
  const found: Finding[] = [];
  for (const { kind, pattern, holds } of ownRules) {
    for (const match of text.matchAll(pattern)) {
      if (holds !== undefined && !holds(match)) continue;
      const end = match.index + match[0].length;
      const secret = match.groups?.secret;
      // The credential stands last in every pattern that names it.
      found.push({ kind, start: secret === undefined ? match.index : end - secret.length, end });
    }
  }
  return found;
}
