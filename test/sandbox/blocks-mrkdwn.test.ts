import { describe, expect, test } from '@jest/globals';
import { readMrkdwn, unescapeText } from '../../sandbox/blocks/mrkdwn.ts';

/** 2026-11-21 10:22:33 UTC. */
const THEN = 1_795_256_553;
const viewer = {
  zone: 'UTC',
  now: THEN * 1000,
  userName: (id: string) => ({ U01: 'ana', W02: 'li_wei_陳' })[id] ?? id,
  channelName: (id: string) => ({ C01: 'inc-42-checkout' })[id] ?? id,
  groupHandle: (id: string) => ({ S01: 'payments-oncall', S02: '@with-at' })[id] ?? id,
};
const read = (text: string) => readMrkdwn(text, viewer);

describe('mentions, links and entities', () => {
  test.each([
    ['<@U01> and <@W02> and <@U01|old>', '@ana and @li_wei_陳 and @ana'],
    ['in <#C01> or <#C01|renamed>', 'in #inc-42-checkout or #inc-42-checkout'],
    ['<!subteam^S01> <!subteam^S02|@x>', '@payments-oncall @with-at'],
    ['<!here> <!channel|channel> <!everyone>', '@here @channel @everyone'],
    ['<https://x.example/a_b_c?d=1&amp;e=2>', 'https://x.example/a_b_c?d=1&e=2'],
    ['see <https://x.example/|the *board* &amp; more>', 'see the *board* & more'],
    ['<mailto:a@b.example|a@b.example> <mailto:c@d.example>', 'a@b.example c@d.example'],
    ['a &lt;b&gt; &amp; c &amp;lt; &quot; &#39;', 'a <b> & c &lt; &quot; &#39;'],
    ['1 < 2 and 3 > 2', '1 < 2 and 3 > 2'],
    ['<nothing known>', '<nothing known>'],
    ['&lt;@U01&gt; pings nobody', '<@U01> pings nobody'],
    ['', ''],
  ])('%s', (text, expected) => {
    expect(read(text)).toBe(expected);
  });

  test('links with their addresses, when asked', () => {
    const links = '<https://x.example|board> <https://y.example> <mailto:a@b.example|a@b.example>';
    expect(readMrkdwn(links, viewer, { withLinks: true })).toBe(
      'board (https://x.example) https://y.example a@b.example',
    );
  });

  test('the three escapes are undone once', () => {
    expect(unescapeText('&amp;amp; &amp;gt;')).toBe('&amp; &gt;');
  });
});

describe('formatting marks go where Slack formats', () => {
  test.each([
    ['*Status*: _open_, ~closed~', 'Status: open, closed'],
    ['*_both_* and _*both*_', 'both and both'],
    ['*<@U01>* is *lead*.', '@ana is lead.'],
    ['(*a*) "_b_"', '(a) "b"'],
    ['*結帳* _שרת_', '結帳 שרת'],
    ['*one* *two*', 'one two'],
    ['*bold with `code_in_it`*', 'bold with `code_in_it`'],
  ])('%s', (text, expected) => {
    expect(read(text)).toBe(expected);
  });
});

describe('ordinary text loses nothing', () => {
  test.each([
    'snake_case_name',
    '_private_name',
    'trailing_underscore_ and 5*6* more',
    'a * b* c',
    '\uFFFC then `code` \uFFFC',
    '2*3*4 = 24',
    '2 * 3 * 4',
    '__init__ and **kwargs',
    '~/src and ~/test',
    'a_b *c',
    '* a list\n* of things',
    '`*code* _stays_ &amp`',
    '```\nlet a_b = *c* * _d_;\n```',
    ':pushpin: 🔥 \uFFFC <b',
    '*two\nlines*',
    'שלום_עולם_שוב',
  ])('%s', (text) => {
    expect(read(text)).toBe(text);
  });
});

describe('dates', () => {
  const at = (format: string, seconds = THEN, more = '') => `<!date^${seconds}^${format}${more}|fallback>`;

  test.each([
    ['{date_num}', '2026-11-21'],
    ['{date}', 'November 21st, 2026'],
    ['{date_short}', 'Nov 21, 2026'],
    ['{date_long}', 'Saturday, November 21st, 2026'],
    ['{date_slash}', '2026/11/21'],
    ['{date_long_full}', 'Saturday, November 21st, 2026'],
    ['{time}', '10:22'],
    ['{time_secs}', '10:22:33'],
    ['due {date_short_pretty} at {time}', 'due today at 10:22'],
    ['{date_pretty} {date_long_pretty} {day_divider_pretty}', 'today today today'],
    ['{ago}', 'just now'],
    ['{time} {unknown}', '10:22 {unknown}'],
    ['no token', 'fallback'],
    ['{constructor}', 'fallback'],
  ])('%s', (format, expected) => {
    expect(read(at(format))).toBe(expected);
  });

  test('in the reader’s own zone, by the reader’s own calendar', () => {
    const auckland = { ...viewer, zone: 'Pacific/Auckland' };
    expect(readMrkdwn(at('{date_num} {time}'), auckland)).toBe('2026-11-21 23:22');
    const later = THEN + 3600;
    expect(readMrkdwn(at('{date_pretty} {time}', later), auckland)).toBe('tomorrow 00:22');
    expect(readMrkdwn(at('{date_pretty} {time}', later), viewer)).toBe('today 11:22');
    expect(readMrkdwn(at('{date_short_pretty}', THEN - 86_400), viewer)).toBe('yesterday');
    expect(readMrkdwn(at('{date_short_pretty}', THEN - 2 * 86_400), viewer)).toBe('Nov 19, 2026');
  });

  test('midnight is 00:00', () => {
    expect(read(at('{time}', THEN - (THEN % 86_400)))).toBe('00:00');
  });

  test.each([
    [-59, '59 seconds ago'],
    [-60, '1 minute ago'],
    [-119, '1 minute ago'],
    [-3 * 3600 - 5, '3 hours ago'],
    [-2 * 86_400, '2 days ago'],
    [8 * 60, 'in 8 minutes'],
  ])('{ago} %i seconds away', (seconds, expected) => {
    expect(read(at('{ago}', THEN + seconds))).toBe(expected);
  });

  test('a link, an instant that is none, ordinals', () => {
    expect(readMrkdwn(at('{time}', THEN, '^https://x.example'), viewer, { withLinks: true })).toBe(
      '10:22 (https://x.example)',
    );
    expect(read('<!date^soon^{time}|10:22 UTC>')).toBe('10:22 UTC');
    const days = [1, 2, 3, 11, 12, 13, 22, 23].map((day) => read(at('{date}', Date.UTC(2026, 0, day) / 1000)));
    expect(days.map((day) => day.split(' ')[1])).toEqual([
      '1st,',
      '2nd,',
      '3rd,',
      '11th,',
      '12th,',
      '13th,',
      '22nd,',
      '23rd,',
    ]);
  });
});
