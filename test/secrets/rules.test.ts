import { expect, test } from '@jest/globals';
import { rules } from '@secretlint/secretlint-rule-preset-recommend';
import fc from 'fast-check';
import { kindOf } from '../../src/secrets/kinds.ts';
import { mayHold } from '../../src/secrets/may-hold.ts';

/** What each rule looks for, taken from the rule itself: it is given a text that notes the patterns asked of it. */
function patternsOf(rule: (typeof rules)[number]): { readonly patterns: RegExp[]; readonly messages: string[] } {
  const patterns: RegExp[] = [];
  const messages: string[] = [];
  const context = {
    createTranslator: (known: object) => {
      messages.push(...Object.keys(known));
      return (messageId: string) => ({ messageId });
    },
    report() {},
    ignore() {},
  };
  const content = {
    matchAll(pattern: RegExp) {
      patterns.push(pattern);
      return [];
    },
  };
  const { file } = rule.create(context as never, { enableIDScanRule: true });
  file?.({ content, filePath: '', ext: '', contentType: 'text' } as never);
  return { patterns, messages };
}

const known = rules
  .filter(({ meta }) => meta.id !== '@secretlint/secretlint-rule-filter-comments')
  .map((rule) => ({ id: rule.meta.id, ...patternsOf(rule) }));

test('what any rule of the set can find, the quick look lets through', () => {
  const patterns = known.flatMap(({ patterns }) => patterns);
  // A rule that hides its pattern would be missed here.
  expect(known.filter(({ patterns }) => patterns.length === 0).map(({ id }) => id)).toEqual([
    '@secretlint/secretlint-rule-gcp', // reads files of a certain name only; its key is found by the rule for keys
  ]);
  expect(patterns.length).toBeGreaterThan(35);
  for (const pattern of patterns) {
    // An account's number is no secret, and not looked for.
    if (pattern.source.includes('ACCOUNT')) continue;
    // What must not stand before or behind does not make a text; long repetitions would make the test slow.
    const plain = new RegExp(
      pattern.source
        .replace(/\(\?<?![^()]*\)/g, '')
        .replace(/\\b/g, '')
        .replace(/\{(\d+),\d{3,}\}/g, (_, least: string) => `{${least},${Number(least) + 20}}`),
      pattern.flags.replace(/[gi]/g, ''),
    );
    const cased = pattern.ignoreCase ? (text: string) => text.toUpperCase() : (text: string) => text;
    fc.assert(
      fc.property(fc.stringMatching(plain), (text) => {
        // An address without a name and a password in it is no finding.
        const found = plain.exec(text);
        return found?.groups?.host !== undefined && found.groups.password === undefined ? true : mayHold(cased(text));
      }),
      { numRuns: 200, seed: 7 },
    );
  }
});

test('every finding of the set has words of its own', () => {
  const nameless = known
    .flatMap(({ messages }) => messages)
    .filter((id) => id !== 'AWSAccountID' && [null, 'secret key or token'].includes(kindOf(id)));
  expect(nameless.map((id) => `${id}: name it in src/secrets/kinds.ts.`)).toEqual([]);
  expect(kindOf('A_RULE_OF_TOMORROW')).toBe('secret key or token');
});

test('ordinary texts do not get past the quick look', () => {
  const ordinary = [
    'Card payments fail since 10:20, see <https://grafana.example.com/d/abc?from=1&amp;to=2|the dashboard>.',
    'Rolled back to 4f2a9c1. <@U1|ben> looks at ops_dashboard and https://ci.example.com:8443/job/12.',
    'cc ops@example.com: http://localhost:3000/@me',
  ];
  expect(ordinary.filter(mayHold)).toEqual([]);
});
