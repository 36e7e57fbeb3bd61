import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  dateToken,
  escapeText,
  escapeTyped,
  plainOf,
  quoteText,
  shorten,
  unescapeText,
} from '../../src/record/slack-text.ts';
import { link, toMarkdown } from '../../src/record/to-markdown.ts';
import { at, people, strange } from './record-sample.ts';

const name = (id: string) => people[id] ?? id;

/** Pieces of which Slack's texts are made, in any order. */
const slackish = fc
  .array(
    fc.oneof(
      fc.constantFrom(...strange.filter((text) => text.length < 200)),
      fc.constantFrom('<', '>', '&', '&lt;', '|', '`', '```', '*', '_', '~', '\n', '#', '- ', '<!channel>', '<@U1>'),
      fc.string({ unit: 'grapheme', maxLength: 8 }),
    ),
    { maxLength: 12 },
  )
  .map((parts) => parts.join(''));

describe('escaping', () => {
  test('comes back the same', () => {
    fc.assert(fc.property(fc.string({ unit: 'grapheme' }), (text) => unescapeText(escapeText(text)) === text));
  });

  test('leaves no bracket and no bare ampersand', () => {
    for (const text of strange) expect(escapeText(text)).not.toMatch(/[<>]|&(?!amp;|lt;|gt;)/);
  });

  test('unescapes each entity once', () => {
    expect(unescapeText('&amp;lt;b&amp;gt; &quot;')).toBe('&lt;b&gt; &quot;');
  });

  test('what people type keeps their mentions of people and channels, and nothing else', () => {
    expect(escapeTyped('<@U1> & <#C1|ops>: <!channel> <https://a.example|x> <@U1')).toBe(
      '<@U1> &amp; <#C1|ops>: &lt;!channel&gt; &lt;https://a.example|x&gt; &lt;@U1',
    );
  });
});

describe('quoting', () => {
  test.each([
    ['<!channel>', '@channel'],
    ['<!here|here> now', '@here now'],
    ['<!everyone>', '@everyone'],
    ['<!subteam^S1|@ops>', '@ops'],
    ['<!subteam^S1>', '@S1'],
    ['<@U1> <#C1|ops> <https://a.example|a>', '<@U1> <#C1|ops> <https://a.example|a>'],
    ['<!date^1795255860^{time}|10:31 UTC>', '<!date^1795255860^{time}|10:31 UTC>'],
    ['a < b & c', 'a &lt; b &amp; c'],
    ['a &lt; b &amp; c', 'a &lt; b &amp; c'],
    ['<unknown>', '&lt;unknown&gt;'],
    ['<<!channel>>', '&lt;@channel&gt;'],
    ['<!channel|<!here>>', '&lt;!channel|@here&gt;'],
  ])('%s', (raw, quoted) => {
    expect(quoteText(raw)).toBe(quoted);
  });

  test('calls nobody, whatever it is given, and changes nothing the second time', () => {
    fc.assert(
      fc.property(slackish, (raw) => {
        const quoted = quoteText(raw);
        expect(quoted).not.toMatch(/<!(?!date\^)/);
        expect(quoteText(quoted)).toBe(quoted);
      }),
    );
  });
});

describe('shortening', () => {
  test.each([
    ['Checkout returns 500s', 10, 'Checkout…'],
    ['Checkout', 8, 'Checkout'],
    ['see <https://a.example/long|this> now', 20, 'see…'],
    ['a &amp;&amp; b', 8, 'a &amp;…'],
    ['👩‍👩‍👧‍👦👩‍👩‍👧‍👦', 13, '👩‍👩‍👧‍👦…'],
    ['👩‍👩‍👧‍👦', 5, '…'],
    ['a < b and more', 8, 'a < b a…'],
    ['abc', 0, ''],
  ])('%s to %d', (text, length, short) => {
    expect(shorten(text, length)).toBe(short);
  });

  test('is never too long, and never leaves half a token or half an entity', () => {
    fc.assert(
      fc.property(slackish, fc.integer({ min: 1, max: 60 }), (raw, length) => {
        const safe = quoteText(raw);
        const short = shorten(safe, length);
        expect(short.length).toBeLessThanOrEqual(Math.max(length, 0));
        expect(short.isWellFormed() || !safe.isWellFormed()).toBe(true);
        // Of a safe text every prefix that we cut is safe again: quoting finds nothing to repair.
        expect(quoteText(short)).toBe(short);
      }),
    );
  });
});

describe('plain text', () => {
  test.each([
    ['<@U1> told <@U2|x>', '@ana told @ben'],
    ['<#C1|ops> <#C9>', '#ops #C9'],
    ['<https://a.example/?x=1&amp;y=2|label>', 'label (https://a.example/?x=1&y=2)'],
    ['<https://a.example>', 'https://a.example'],
    ['<mailto:a@b.example|a@b.example>', 'a@b.example'],
    ['at <!date^1795255860^{time}|10:31 UTC>', 'at 10:31 UTC'],
    ['&lt;!channel&gt; <!channel>', '<!channel> @channel'],
  ])('%s', (raw, plain) => {
    expect(plainOf(raw, name)).toBe(plain);
  });
});

describe('date tokens', () => {
  test('say UTC to who cannot see them, with the day unless only the time is asked for', () => {
    expect(dateToken(at('10:31'), '{time}')).toBe('<!date^1795257060^{time}|10:31 UTC>');
    expect(dateToken(at('10:31:59'), '{date_short_pretty} at {time}')).toBe(
      '<!date^1795257119^{date_short_pretty} at {time}|21 Nov 2026, 10:31 UTC>',
    );
    expect(quoteText(dateToken(at('00:05'), '{time}'))).toBe(dateToken(at('00:05'), '{time}'));
  });
});

describe('Markdown', () => {
  test.each([
    ['*bold* _it_ ~gone~', '**bold** _it_ ~~gone~~'],
    ['snake_case_name and 2*3*4', 'snake_case_name and 2\\*3\\*4'],
    ['<https://a.example/?x=1&amp;y=(2)|a|b>', '[a\\|b](https://a.example/?x=1&amp;y=%282%29)'],
    ['<javascript:alert(1)|click>', 'click (javascript:alert(1))'],
    ['<@U1>: `a*b`', '@ana: `a*b`'],
    ['# not a heading', '\\# not a heading'],
    ['text\n---', 'text  \n\\---'],
    ['text\n===', 'text  \n\\==='],
    ['#42 is C#', '#42 is C#'],
    ['• one\n• two', '- one  \n- two'],
    ['&lt;b&gt;', '&lt;b&gt;'],
    ['<script>', '&lt;script&gt;'],
    ['![x](http://y)', '!\\[x\\](http://y)'],
    ['&amp;copy;', '&amp;copy;'],
    ['2026. was good', '2026. was good'],
    ['a\n\nb', 'a\n\nb'],
    ['```\nx < 1\n```', '```\nx < 1\n```'],
    ['*<@U1> stops* <!channel>', '**@ana stops** @channel'],
  ])('%j', (raw, markdown) => {
    expect(toMarkdown(raw, name)).toBe(markdown);
  });

  test('a code block stands by itself, and a name with backticks in it does not end it', () => {
    expect(toMarkdown('before ```a `` b``` after', name)).toBe('before\n```\na `` b\n```\nafter');
    expect(toMarkdown('```<@U1>```', () => '```')).toBe('````\n@```\n````');
  });

  test('private characters in a text are not taken for our own marks', () => {
    expect(toMarkdown('\uE001a\uE000 <@U1> \uE003', name)).toBe('\uFFFDa\uFFFD @ana \uFFFD');
  });

  test('a table’s cell is one line whose bars are all escaped', () => {
    fc.assert(
      fc.property(slackish, (raw) => {
        const cell = toMarkdown(raw, name, 'cell');
        expect(cell).not.toMatch(/[\n\r]/);
        expect(cell).not.toMatch(/(?<!\\)(?:\\\\)*\|/);
      }),
    );
  });

  test('nothing becomes HTML or a heading outside of code', () => {
    fc.assert(
      fc.property(slackish, (raw) => {
        const outside = toMarkdown(raw.replaceAll('`', ''), name);
        expect(outside).not.toMatch(/[<>]/);
        expect(outside).not.toMatch(/^\s*(?:[-\d.)]+ )*(?:#{1,6}(?:\s|$)|=+\s*$|-{2,}\s*$)/m);
      }),
    );
  });

  test('links go where one can go, and cannot break out of their brackets', () => {
    expect(link('a](b', 'https://x.example/) "t" <i>|')).toBe('[a\\](b](https://x.example/%29%20%22t%22%20%3Ci%3E%7C)');
    expect(link('x', 'data:text/html,hi')).toBe('x (data:text/html,hi)');
  });
});
