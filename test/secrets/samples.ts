/**
 * One credential of each kind, none of them real. Put together when the tests run, so that nobody who scans this
 * repository takes them for leaked ones. `heart`: a part of it that must be found nowhere afterwards.
 */
export interface Sample {
  readonly kind: string;
  readonly text: string;
  readonly heart: string;
}

const letters = 'q7XvT2mKp9RzW4cLbN8sJdHfG3yUaE6oVi5tQxMkPwZrYnBuCgAeSjDhFlO1I0';

/** So many letters and digits, not the same for two seeds. */
const run = (length: number, seed: number): string =>
  Array.from({ length }, (_, index) => letters[(index * 7 + seed * 11 + index * index * seed) % letters.length]).join(
    '',
  );
const hex = (length: number, seed: number): string =>
  Array.from({ length }, (_, index) => '0123456789abcdef'[(index * 5 + seed * 3 + index * index) % 16]).join('');
const upper = (length: number, seed: number): string => run(length, seed).toUpperCase();
const only = (length: number, seed: number): string =>
  run(length * 2, seed)
    .replace(/\d/g, '')
    .padEnd(length, 'k')
    .slice(0, length);

const sample = (kind: string, before: string, heart: string, after = ''): Sample => ({
  kind,
  text: `${before}${heart}${after}`,
  heart,
});

const pem = (name: string, heart: string, end: boolean): string =>
  `-----BEGIN ${name}-----\n${heart}\n${run(64, 91)}\n${run(64, 92)}\n${end ? `-----END ${name}-----` : ''}`;

const jsonIn64 = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64');

const key = `MIIE${run(60, 1)}`;
const cut = `MIIE${run(60, 2)}`;
const pgp = `lQOY${run(60, 3)}`;
const webToken = `${run(30, 4)}`;

export const samples: readonly Sample[] = [
  sample('AWS access key', 'AK' + 'IA', upper(16, 5)),
  sample('AWS secret key', 'aws_secret_access_key = ', run(40, 6)),
  { kind: 'private key', text: pem('RSA PRIVATE KEY', key, true), heart: key },
  { kind: 'private key', text: pem('ENCRYPTED PRIVATE KEY', cut, false), heart: cut },
  { kind: 'private key', text: pem('PGP PRIVATE KEY BLOCK', `\n${pgp}`, true), heart: pgp },
  sample('npm token', 'np' + 'm_', run(36, 7)),
  sample('npm token', '//registry.example/:_authToken=', run(36, 8)),
  sample('password in an address', 'https://', run(40, 9), ':x-oauth-basic@github.com/acme/shop'),
  sample('password in an address', 'https://deploy:', run(12, 10), '@build.example.com/job/7'),
  sample('password in an address', 'redis://:', `${run(10, 11)}!${run(4, 12)}`, '@cache.example.com:6379/0'),
  sample('Slack token', 'xo' + 'xb-1234567890-', run(24, 13)),
  sample('Slack token', 'xo' + 'xe.xo' + 'xp-1-', run(60, 14)),
  sample('Slack webhook', 'https://hooks.slack.com/services/T01ABCDEF/B01ABCDEF/', run(24, 15)),
  sample('SendGrid key', 'S' + 'G.', `${run(22, 16)}.${run(43, 17)}`),
  sample('Shopify key', 'shp' + 'at_', run(32, 18)),
  sample('Stripe key', 'sk_' + 'live_', run(32, 19)),
  sample('GitHub token', 'gh' + 'p_', run(36, 20)),
  sample('GitHub token', 'github_' + 'pat_', run(82, 21)),
  sample('GitLab token', 'gl' + 'pat-', run(20, 22)),
  sample('Grafana token', 'gl' + 'c_', run(60, 23)),
  sample('Grafana token', 'gl' + 'sa_', run(32, 24), `_${hex(8, 25)}`),
  sample('OpenAI key', 'sk-' + 'proj-', run(74, 26), `T3Blbk${'FJ'}${run(74, 27)}`),
  sample('Anthropic key', 'sk-' + 'ant-api03-', run(93, 28), 'AA'),
  sample('Groq key', 'gs' + 'k_', run(52, 29)),
  sample('Hugging Face token', 'h' + 'f_', only(34, 30)),
  sample('Linear token', 'lin_' + 'api_', run(40, 31)),
  sample('Notion token', 'nt' + 'n_', `12345678901${run(35, 32)}`),
  sample('1Password token', 'op' + 's_', jsonIn64({ email: 'a@example.com', key: run(90, 33) }).replace(/=+$/, '')),
  sample('database password', 'mongodb+srv://app:', run(14, 34), '@cluster0.example.net/shop?retryWrites=true'),
  sample('database password', 'mysql://app:', run(14, 35), '@db.example.com:3306/shop'),
  sample('database password', 'postgres://app:', `${run(8, 36)}&${run(6, 37)}`, '@db.example.com:5432/shop'),
  sample('Vault token', 'hv' + 's.', run(95, 38)),
  sample('Vault token', 'hv' + 'b.', run(140, 39)),
  sample('Vercel token', 'vc' + 'p_', run(24, 40)),
  sample('Databricks token', 'dap' + 'i', hex(32, 41)),
  sample('Docker token', 'dckr_' + 'pat_', run(27, 42)),
  sample('Figma token', 'fig' + 'd_', run(44, 43)),
  sample('Cloudflare token', 'cfu' + 't_', run(40, 44), hex(8, 45)),
  sample('Tailscale key', 'tskey-' + 'auth-', `${run(12, 46)}-${run(32, 47)}`),
  sample('Google API key', 'AI' + 'za', run(35, 48)),
  sample('JSON web token', `${'ey'}J${run(20, 49)}.${'ey'}J${run(40, 50)}.`, webToken),
  sample('authorization header', 'Authorization: Bearer ', run(32, 51)),
];
