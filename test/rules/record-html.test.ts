import { createHash } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import type { Incident } from '../../src/incident/incident.ts';
import type { Entry } from '../../src/record/entry.ts';
import type { ExportOptions } from '../../src/record/exports/export-options.ts';
import { gather } from '../../src/record/exports/gather.ts';
import { pageSearch } from '../../src/record/exports/page-search.ts';
import { htmlWriter } from '../../src/record/exports/timeline-html.ts';
import { writtenFrom } from '../../src/record/exports/writer.ts';
import { toHtml } from '../../src/record/to-html.ts';
import { anEntry, anIncident, at, options, strange } from './record-sample.ts';

const digest = (text: string) => createHash('sha256').update(text, 'utf8').digest('base64');

async function* slowly(entries: readonly Entry[]): AsyncGenerator<Entry> {
  for (const entry of entries) yield entry;
}

async function page(incident: Incident, entries: readonly Entry[], with_: ExportOptions = options): Promise<string> {
  const gathered = await gather(slowly(entries));
  const parts: string[] = [];
  for await (const part of writtenFrom(htmlWriter(incident, gathered, with_, digest), slowly(entries)))
    parts.push(part);
  return parts.join('');
}

/** Every tag, in order; texts and attributes left out. What a text smuggled in would stand among them. */
function tagsOf(html: string): readonly string[] {
  const bare = html.replace(/<script>[\s\S]*?<\/script>|<style>[\s\S]*?<\/style>/g, '');
  return Array.from(bare.matchAll(/<(\/?[a-z!][a-z0-9-]*)/gi), ([, tag = '']) => tag);
}

const over = anIncident({
  phase: 'closed',
  times: {
    started: at('09:58'),
    detected: null,
    declared: at('10:02'),
    acknowledged: at('10:04'),
    contained: at('10:31'),
    resolved: at('10:52'),
    closed: at('08:00', '2026-11-24'),
  },
  impact: [{ from: at('09:58'), to: at('10:52') }],
  roles: [{ role: 'lead', user: 'U1', since: at('10:02'), forNow: false }],
  pastRoles: [{ role: 'fixer', user: 'U2', from: at('10:04'), to: at('10:52') }],
});

describe('the page of an incident', () => {
  test('holds nothing but its own tags, whatever people wrote, and closes all of them', async () => {
    const entries = strange.map((text, id) =>
      anEntry({
        id,
        text,
        keyEvent: true,
        files: [{ name: text, type: text, size: 1, permalink: text }],
        revisions: [{ text, at: at('10:00') }],
      }),
    );
    const strangers = { ...options, full: true, name: () => '"><script>alert(3)</script>' };
    const mean = '</title></script><script>alert(1)</script><img src=x onerror=alert(2)>';
    const html = await page(anIncident({ title: mean, summary: mean }), entries, strangers);
    expect(html.match(/<script/g)).toHaveLength(1);
    expect(html.match(/<style/g)).toHaveLength(1);
    expect(html).not.toMatch(/<[^>]*\s(?:on\w+|style)=/i);
    const open: string[] = [];
    const known = new Set(
      'html head meta title body a header h1 h2 h3 bdi p main div svg desc line text g rect path table caption thead tbody tr th td time ol li b span small section form label input ul code pre i s footer'.split(
        ' ',
      ),
    );
    for (const tag of tagsOf(html)) {
      const name = tag.replace('/', '');
      if (name === '!doctype') continue;
      expect([name, known.has(name)]).toEqual([name, true]);
      if (['meta', 'input', 'rect', 'line', 'path'].includes(name)) continue;
      if (tag.startsWith('/')) expect(open.pop()).toBe(name);
      else open.push(name);
    }
    expect(open).toEqual([]);
  });

  test('asks nobody for anything: its policy names its own script and style alone, by what they say', async () => {
    const html = await page(over, [anEntry()]);
    const [, script = ''] = /<script>([\s\S]*)<\/script>/.exec(html) ?? [];
    const [, style = ''] = /<style>([\s\S]*)<\/style>/.exec(html) ?? [];
    expect(html).toContain(
      `content="default-src 'none'; script-src 'sha256-${digest(script)}'; style-src 'sha256-${digest(style)}'; base-uri 'none'; form-action 'none'"`,
    );
    expect(html).not.toMatch(/\ssrc=|<link|url\(|@import/);
  });

  test('tells the course in a picture, and in words for those who hear it', async () => {
    const entries = [
      anEntry({ id: 7, at: at('10:12'), text: 'Deployed <@U2> 4.11', keyEvent: true }),
      anEntry({ id: 8, at: at('10:12:30') }),
      anEntry({ id: 9, at: at('10:40') }),
    ];
    const html = await page(over, entries);
    expect(html).toContain(
      '<desc id="plot-words">From 2026-11-21 09:58 to 10:56, UTC. Phases: identifying from 10:02 to 10:31; contained from 10:31 to 10:52; resolved from 10:52 to 2026-11-24 08:00. Impact from 09:58 to 10:52: 54 min in all. Roles: lead ana from 10:02 and still so; fixer ben from 10:04 to 10:52. 3 messages, most at 10:12 with 2 messages a minute. 1 key event, listed below.</desc>',
    );
    expect(html).toContain('<title>Fixer: ben, 10:04 to 10:52</title>');
    expect(html).toContain('<title>10:12: 2 messages a minute</title>');
    expect(html).toContain('<a href="#e7" tabindex="-1"><title>10:12 Deployed @ben 4.11</title>');
    expect(html).toContain('<li><a href="#e7">2026-11-21 10:12</a> <bdi>ana</bdi>: <bdi>Deployed @ben 4.11</bdi></li>');
    expect(html).not.toContain('NaN');
  });

  test('reads hour by hour, replies name what they answer, both zones beside', async () => {
    const html = await page(over, [
      anEntry({ id: 1, at: at('10:03'), ts: '1.1', text: 'asks' }),
      anEntry({ id: 2, at: at('11:04'), ts: '2.1', threadTs: '1.1', text: 'answers', actor: 'U4' }),
      anEntry({ id: 3, at: at('11:05'), ts: '3.1', threadTs: '0.1', text: 'an orphan' }),
    ]);
    expect(html.match(/<h3>.*?<\/h3>/g)).toEqual([
      '<h3>21 Nov 2026, 10:00 to 11:00 UTC (11:00 Europe/Berlin)</h3>',
      '<h3>21 Nov 2026, 11:00 to 12:00 UTC (12:00 Europe/Berlin)</h3>',
    ]);
    expect(html).toContain('<time datetime="2026-11-21T11:04:00.000Z">11:04</time><small>12:04</small>');
    expect(html).toContain(
      '<bdi>dan</bdi> (guest)</b> <span class="tags">in reply to <a href="#e1">10:03, <bdi>ana</bdi></a>',
    );
    expect(html).toContain('a reply in a thread');
  });

  test('leaves out earlier and deleted texts unless it is the full one, and says that they are', async () => {
    const entries = [
      anEntry({ id: 1, text: 'now', revisions: [{ text: 'hunter1', at: at('10:00') }], keyEvent: true }),
      anEntry({
        id: 2,
        text: 'hunter2',
        deletedAt: at('10:20'),
        keyEvent: true,
        files: [{ name: 'hunter3', type: '', size: 1, permalink: '' }],
      }),
      anEntry({ id: 3, files: [{ name: 'hunter4', type: '', size: 1, permalink: '', removed: true }] }),
    ];
    const shared = await page(over, entries);
    expect(shared).not.toContain('hunter');
    expect(shared).toContain('edited');
    expect(shared).toContain('deleted 10:20 UTC');
    const full = await page(over, entries, { ...options, full: true });
    for (const secret of ['hunter1', 'hunter2', 'hunter3', 'removed file: hunter4']) expect(full).toContain(secret);
  });

  test('of nothing, and of twenty thousand entries', async () => {
    expect(await page(anIncident(), [])).toContain('Nothing was recorded.');
    const many = Array.from({ length: 20_000 }, (_, id) =>
      anEntry({ id, at: at('10:00') + id * 1000, ts: `${id}.1`, keyEvent: id % 40 === 0 }),
    );
    const html = await page(over, many);
    expect(html.match(/<li id="e/g)).toHaveLength(20_000);
    expect(html).toContain('200 more are marked in the timeline.');
    // None is so long that laying it out would be felt.
    const sections = html.split('<h3>').map((part) => part.match(/<li id="e/g)?.length ?? 0);
    expect(Math.max(...sections)).toBe(100);
  });
});

test('Slack text becomes HTML', () => {
  const html = (raw: string) => toHtml(raw, options.name);
  expect(html('*bold _both_* ~gone~ `a <b> *c*` 2*3*4')).toBe(
    '<b>bold <i>both</i></b> <s>gone</s> <code>a &lt;b&gt; *c*</code> 2*3*4',
  );
  expect(html('<@U2> see <https://a.example/?x=1&amp;y=2|this "one">')).toBe(
    '<b class="who"><bdi>@ben</bdi></b> see <a href="https://a.example/?x=1&amp;y=2" rel="noreferrer">this &quot;one&quot;</a>',
  );
  expect(html('<javascript:alert(1)|click>')).toBe('click (javascript:alert(1))');
  expect(html('before ```\nif (a &lt; b)\n``` after')).toBe('before <pre><code>if (a &lt; b)</code></pre> after');
});

/** As much of a browser as the search asks for. */
function searchable(lines: readonly { readonly text: string; readonly key?: boolean }[]) {
  const heard = new Map<string, (event?: unknown) => void>();
  const element = (id: string) => ({
    value: '',
    checked: false,
    hidden: true,
    textContent: '',
    classList: { toggle: () => {} },
    addEventListener: (what: string, then: () => void) => heard.set(`${id} ${what}`, then),
  });
  const items = lines.map(({ text, key }) => ({
    hidden: false,
    textContent: text,
    classList: { contains: () => key === true },
  }));
  const part = { hidden: false, querySelectorAll: () => items };
  const found = {
    search: element('search'),
    words: element('words'),
    'key-only': element('key-only'),
    hits: element('hits'),
    timeline: { ...element('timeline'), querySelectorAll: () => [part] },
  };
  const document = { getElementById: (id: keyof typeof found) => found[id] };
  new Function('document', 'requestAnimationFrame', pageSearch)(document, (then: () => void) => {
    then();
    return 0;
  });
  return {
    find: (words: string, keyOnly = false) => {
      found.words.value = words;
      found['key-only'].checked = keyOnly;
      heard.get('words input')?.();
      return {
        shown: items.filter((item) => !item.hidden).map((item) => item.textContent),
        said: found.hits.textContent,
      };
    },
    found,
    part,
  };
}

test('the search shows itself, finds words in any order and without accents, counts, and gives all back', () => {
  const { find, found, part } = searchable([
    { text: 'Café is DOWN', key: true },
    { text: 'down, they say' },
    { text: 'fine' },
  ]);
  expect(found.search.hidden).toBe(false);
  expect(find('down CAFE')).toEqual({ shown: ['Café is DOWN'], said: '1 entry found' });
  expect(find('down')).toEqual({ shown: ['Café is DOWN', 'down, they say'], said: '2 entries found' });
  expect(find('', true)).toEqual({ shown: ['Café is DOWN'], said: '1 entry found' });
  expect(find('nothing such')).toEqual({ shown: [], said: '0 entries found' });
  expect(part.hidden).toBe(true);
  expect(find(' ')).toEqual({ shown: ['Café is DOWN', 'down, they say', 'fine'], said: '' });
  expect(part.hidden).toBe(false);
});
