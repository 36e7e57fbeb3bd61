import { describe, expect, test } from '@jest/globals';
import { escapeText } from '../../src/record/slack-text.ts';
import { mask } from '../../src/secrets/mask.ts';
import { samples } from './samples.ts';

describe.each(samples.map((sample) => [sample.kind, sample] as const))('%s', (kind, { text, heart }) => {
  test.each([
    ['alone', text],
    ['in a sentence', `we used ${text} for it, sorry`],
    ['escaped by Slack', `R&amp;D says: ${escapeText(text)}`],
    ['in code', `\`${text}\``],
    ['in a fence', `\`\`\`\n${text}\n\`\`\``],
    ['in bold', `*${text}*`],
    ['slanted', `so _${text}_ then`],
    ['twice', `${text}\n${text}`],
    ['beside the words that would silence a linter', `secretlint-disable ${text} secretlint-disable-line`],
  ])('%s: is named, and nothing of it stays', (_, raw) => {
    const masked = mask(raw);
    expect(masked.text).toContain(`[credential removed: ${kind}]`);
    expect(masked.kinds).toEqual([kind]);
    for (let at = 0; at + 8 <= heart.length; at += 1) {
      const part = escapeText(heart.slice(at, at + 8));
      expect(masked.text.includes(part)).toBe(false);
    }
    expect(mask(masked.text)).toEqual({ text: masked.text, kinds: [] });
  });
});

test('what stands around it stays', () => {
  const [aws] = samples;
  expect(mask(`key ${aws?.text}, rotate it &amp; tell <@U1|ben>`).text).toBe(
    'key [credential removed: AWS access key], rotate it &amp; tell <@U1|ben>',
  );
});

describe("Slack's own links", () => {
  test.each([
    ['a link', '<https://deploy:h4ckme99@build.example.com/job/7|the build> broke', 'password in an address', ' broke'],
    [
      'a password that looks like a mail address',
      'postgres://app:<mailto:s3cr3tpw@db.example.com|s3cr3tpw@db.example.com>:5432/shop is down',
      'database password',
      ' is down',
    ],
    ['an address taken for a link', '(<redis://:s3cr3tpw@cache.example.com:6379>)', 'password in an address', ')'],
  ])('%s', (_, raw, kind, after) => {
    const { text, kinds } = mask(raw);
    expect(kinds).toEqual([kind]);
    expect(text.endsWith(`[credential removed: ${kind}]${after}`)).toBe(true);
    expect(text).not.toMatch(/s3cr3tpw|h4ckme99|example\.com/);
  });
});

test('traces, hashes, addresses, examples and talk of keys stay as they are', () => {
  const harmless = [
    'trace 4bf92f3577b34da6a3ce929d0e0e4736 span 00f067aa0ba902b7',
    'traceparent: 00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01',
    'commit 9f86d081884c7d659a2feaa0c55ad015a3bf4f1b and sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08',
    'request 123e4567-e89b-12d3-a456-426614174000 in account 1234-5678-9012',
    'account_id: 123456789012, arn:aws:iam::123456789012:role/deploy',
    '<https://grafana.example.com:3000/d/x?orgId=1&amp;token=none|panel> and <mailto:ops@example.com|ops@example.com>',
    'git clone ssh://git@github.com:22/acme/shop and git@github.com:acme/shop.git',
    'postgres://app@db.example.com/shop, postgres://app:$DB_PASSWORD@db/shop, redis://user:password@cache:6379',
    'https://user:****@build.example.com was in the log, masked',
    'The file must begin with -----BEGIN PRIVATE KEY-----, and mine does not.',
    'npm_config_registry, hf_model, ops_eyes, SG.Asia, ASIA-PACIFIC, sk_live_ keys begin so, ghp_ too',
    'Authorization: Bearer is missing; authorization: token required',
    'the example key of the manual, AKIAIOSFODNN7EXAMPLE',
    'eyJhbGciOi is how they begin',
    'ts 1732184400.123456 C0123ABCD <#C0123ABCD|ops> <@U0123ABCD> <!subteam^S0123|@ops>',
    '',
  ];
  expect(harmless.map((text) => mask(text))).toEqual(harmless.map((text) => ({ text, kinds: [] })));
});

test('a text made to be slow is not', () => {
  const nasty = [
    '-----BEGIN PRIVATE KEY-----'.repeat(1500),
    `-----BEGIN RSA PRIVATE KEY-----${'A '.repeat(19_000)}`,
    `gh${'s_1_'}${'a'.repeat(39_000)}`,
    `x://${'a:'.repeat(20_000)}@`,
    'x://a:'.repeat(6_500),
    '<'.repeat(40_000),
    `${'<a|'.repeat(13_000)}AKIA`,
    `${'&lt;'.repeat(10_000)}AKIA`,
    `eyJ${'a'.repeat(13_000)}.eyJ${'b'.repeat(26_000)}`,
    'eyJaaaaaaaaaaa.'.repeat(2_600),
    `${'https://'.repeat(5_000)}:x-oauth-basic@`,
    `SG.${'a'.repeat(20_000)}.${'b'.repeat(19_000)}`,
    'authorization: bearer '.repeat(1_800),
    `${'_'.repeat(39_000)}AKIA`,
    'https://hooks.slack.com/services/'.repeat(1_200),
    `xoxb-${'a-'.repeat(19_000)}`,
  ];
  for (const text of nasty) {
    const startedAt = performance.now();
    mask(text);
    // Slack's longest message has 40,000 characters. Far above what it takes (some 10 ms), far below a stall.
    expect({ text: text.slice(0, 30), slow: performance.now() - startedAt > 1_500 }).toEqual({
      text: text.slice(0, 30),
      slow: false,
    });
  }
});
