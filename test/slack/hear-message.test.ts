import { expect, test } from '@jest/globals';
import type { Receiver, ReceiverEvent } from '@slack/bolt';
import type { Heard } from '../../src/engine/engine.ts';
import { readMessage, type SlackMessage } from '../../src/slack/listeners/hear-message.ts';
import { readShown } from '../../src/slack/read-shown.ts';
import { hearFirst } from '../../src/slack/receive.ts';
import { eventRoutes } from '../../src/slack/routes.ts';
import { createUnderWay } from '../../src/slack/under-way.ts';

// Message events in the shapes that Slack sends, and what is kept of each.

const mask = (text: string) => ({ text: text.replace('hunter2', '[credential removed]'), kinds: [] });
const identity = { botUserId: 'U0BOT', botId: 'B0BOT', teamId: 'T01', teamUrl: 'https://acme.slack.com/' };
const own = { identity, mask };
const ts = '1700000000.000100';
const changed = '1700000050.000900';
const said = {
  type: 'message',
  user: 'U01',
  text: 'disk full',
  ts,
  team: 'T01',
  channel: 'C01',
  channel_type: 'channel',
};
const inner = { type: 'message', user: 'U01', text: 'disk full', ts, team: 'T01' };
const edited = { ...inner, text: 'disk full on db2', edited: { user: 'U01', ts: '1700000050.000000' } };
const change = (message: object, previous_message: object | undefined = inner) => ({
  ...{ type: 'message', subtype: 'message_changed', hidden: true, channel: 'C01', ts: changed, event_ts: changed },
  ...{ message, previous_message },
});
const file = {
  id: 'F1',
  name: 'graph.png',
  mimetype: 'image/png',
  filetype: 'png',
  size: 4321,
  permalink: 'https://f',
};
const kept = { kind: 'message', channel: 'C01', ts, threadTs: null, user: 'U01', text: 'disk full', files: [] };
const asEdit = { ...kept, kind: 'edit', text: 'disk full on db2', previousText: 'disk full' };
const asDeletion = { kind: 'deletion', ts, user: 'U01', previousText: 'disk full', deletedAt: 1_700_000_050_000 };

const table: readonly (readonly [name: string, event: object, kept: object | null])[] = [
  ['a message', said, { ...kept, at: 1_700_000_000_000 }],
  ['a reply', { ...said, thread_ts: '1699.1', parent_user_id: 'U02' }, { ...kept, threadTs: '1699.1' }],
  ['the first message of a thread', { ...said, thread_ts: ts }, kept],
  [
    'a reply sent to the channel too',
    { ...said, subtype: 'thread_broadcast', thread_ts: '1699.1', root: { ...inner, ts: '1699.1' } },
    { ...kept, threadTs: '1699.1' },
  ],
  ['/me', { ...said, subtype: 'me_message' }, kept],
  [
    'somebody of another organisation',
    { ...said, user: 'W99', team: 'T99', user_team: 'T99' },
    { ...kept, user: 'W99' },
  ],
  [
    'files without a word',
    { ...said, subtype: 'file_share', text: '', files: [file], upload: false },
    { ...kept, text: '', files: [{ name: 'graph.png', type: 'image/png', size: 4321, permalink: 'https://f' }] },
  ],
  [
    'a file that is gone',
    { ...said, subtype: 'file_share', files: [{ id: 'F1', mode: 'tombstone' }] },
    { ...kept, files: [{ name: 'F1', type: '', size: 0, permalink: '' }] },
  ],
  [
    'an app of today',
    { ...said, user: 'U07', bot_id: 'B07', app_id: 'A07', bot_profile: {} },
    { ...kept, user: 'U07' },
  ],
  [
    'a webhook or a workflow',
    { ...said, user: undefined, subtype: 'bot_message', bot_id: 'B07', username: 'Alerts' },
    { ...kept, user: 'B07' },
  ],
  [
    'an integration without any id',
    { ...said, user: undefined, subtype: 'bot_message', username: 'old' },
    { ...kept, user: '' },
  ],
  [
    'an alert that stands in an attachment alone',
    {
      ...{ ...said, text: '', bot_id: 'B07' },
      attachments: [{ fallback: 'f', title: 'CPU 97 %', text: 'on db2', fields: [{ title: 'Region', value: 'eu' }] }],
    },
    { ...kept, text: 'CPU 97 %\non db2\nRegion: eu' },
  ],
  [
    'one that has only its fallback',
    { ...said, text: '', attachments: [{ fallback: 'CPU 97 %' }] },
    { ...kept, text: 'CPU 97 %' },
  ],
  [
    'one that stands in blocks alone',
    {
      ...{ ...said, text: '' },
      blocks: [
        { type: 'header', text: { type: 'plain_text', text: 'CPU' } },
        { type: 'section', fields: [{ type: 'mrkdwn', text: '97 %' }] },
        {
          type: 'rich_text',
          elements: [
            {
              type: 'rich_text_section',
              elements: [
                { type: 'text', text: 'ask ' },
                { type: 'user', user_id: 'U02' },
              ],
            },
          ],
        },
        { type: 'actions', elements: [{ type: 'button', text: { type: 'plain_text', text: 'Mute' } }] },
      ],
    },
    { ...kept, text: 'CPU\n97 %\nask <@U02>' },
  ],
  [
    'an alert whose text only says that it is one',
    {
      ...{ ...said, text: '[FIRING:1]', bot_id: 'B07' },
      attachments: [{ color: 'danger', title: 'Checkout 5xx 43 %', text: 'since 10:02, it is hunter2' }],
    },
    { ...kept, text: '[FIRING:1]\nCheckout 5xx 43 %\nsince 10:02, it is [credential removed]' },
  ],
  [
    'an alert with where it leads, who sent it and how',
    {
      ...{ ...said, text: '[FIRING:1] Checkout 5xx', bot_id: 'B07' },
      attachments: [
        {
          ...{ pretext: 'Look:', author_name: 'Grafana', author_link: 'https://g.test/', footer: 'v12 of <eu>' },
          ...{ title: 'Checkout 5xx', title_link: 'https://g.test/d/1?a=b&c=d', text: 'since 10:02' },
        },
        { author_name: 'Alertmanager', footer: 'v0.28', title: 'Checkout 5xx', title_link: 'https://a.test/' },
        { author_name: 'ops', blocks: [{ type: 'section', text: { type: 'mrkdwn', text: 'ask *db*' } }] },
      ],
    },
    {
      ...kept,
      text: '[FIRING:1] Checkout 5xx\nLook:\n<https://g.test/|Grafana>\n<https://g.test/d/1?a=b&amp;c=d|Checkout 5xx>\nsince 10:02\nv12 of <eu>\nops\nask *db*',
    },
  ],
  [
    'an app that writes into blocks, and for phones into its text',
    {
      ...{ ...said, text: 'New alert: *db2* is full', subtype: 'bot_message', user: undefined, bot_id: 'B07' },
      blocks: [
        { type: 'header', text: { type: 'plain_text', text: 'New alert: db2 is full' } },
        { type: 'section', text: { type: 'mrkdwn', text: 'disk *97 %* full' } },
      ],
    },
    { ...kept, user: 'B07', text: 'New alert: *db2* is full\ndisk *97 %* full' },
  ],
  [
    'an app whose text Slack repeats in blocks',
    {
      ...{ ...said, text: 'a &amp; b:\n\nsee <https://x.test/?a=1&amp;b=2|the graph>\n1. *one*', bot_id: 'B07' },
      blocks: [
        {
          type: 'rich_text',
          elements: [
            {
              type: 'rich_text_section',
              elements: [
                { type: 'text', text: 'a & b:\n\nsee ' },
                { type: 'link', url: 'https://x.test/?a=1&b=2', text: 'the graph' },
              ],
            },
            {
              type: 'rich_text_list',
              elements: [{ type: 'rich_text_section', elements: [{ type: 'text', text: 'one' }] }],
            },
          ],
        },
      ],
    },
    { ...kept, text: 'a &amp; b:\n\nsee <https://x.test/?a=1&amp;b=2|the graph>\n1. *one*' },
  ],
  [
    'links, groups and everybody in blocks, and a table',
    {
      ...{ ...said, text: '', bot_id: 'B07' },
      blocks: [
        {
          type: 'rich_text',
          elements: [
            {
              type: 'rich_text_quote',
              elements: [
                { type: 'broadcast', range: 'here' },
                { type: 'text', text: ' <!channel> ' },
                { type: 'usergroup', usergroup_id: 'S1' },
                { type: 'text', text: ' in ' },
                { type: 'channel', channel_id: 'C9' },
                { type: 'text', text: ': ' },
                { type: 'link', url: 'https://x.test/|a', text: 'runbook' },
                { type: 'text', text: ' ' },
                { type: 'link', url: 'https://y.test/' },
              ],
            },
          ],
        },
        {
          type: 'table',
          rows: [
            [
              { type: 'raw_text', text: 'host' },
              { type: 'raw_text', text: 'disk' },
            ],
            [
              { type: 'raw_text', text: 'db2' },
              { type: 'raw_number', value: 97, text: '97' },
            ],
          ],
        },
      ],
    },
    {
      ...kept,
      text: '<!here> &lt;!channel&gt; <!subteam^S1> in <#C9>: <https://x.test/%7Ca|runbook> <https://y.test/>\nhost | disk\ndb2 | 97',
    },
  ],
  [
    'what is forwarded with a comment, beside what Slack shows of a link',
    {
      ...{ ...said, text: 'see <https://x.test>' },
      attachments: [
        { from_url: 'https://x.test', title: 'The page' },
        {
          from_url: 'https://acme.slack.com/archives/C9/p1',
          is_msg_unfurl: true,
          is_share: true,
          text: 'it is hunter2',
        },
      ],
    },
    { ...kept, text: 'see <https://x.test>\nit is [credential removed]' },
  ],
  ['a message without anything', { ...said, text: undefined }, { ...kept, text: '' }],
  ['an edit', change(edited), { ...asEdit, editedAt: 1_700_000_050_000 }],
  ['an edit of a reply', change({ ...edited, thread_ts: '1699.1' }), { ...asEdit, threadTs: '1699.1' }],
  [
    'an edit that tells nothing of before',
    { ...change(edited), previous_message: undefined },
    { ...asEdit, previousText: null },
  ],
  [
    'an app that changes its words, without the mark of an edit',
    change({ ...inner, user: 'U07', text: 'now 98 %' }),
    { ...asEdit, user: 'U07', text: 'now 98 %', editedAt: 1_700_000_050_000 },
  ],
  [
    'an app that changes what stands below its text',
    change(
      { ...inner, bot_id: 'B07', attachments: [{ text: 'it is resolved' }] },
      { ...inner, bot_id: 'B07', attachments: [{ text: 'it is hunter2' }] },
    ),
    {
      ...{ ...asEdit, text: 'disk full\nit is resolved', editedAt: 1_700_000_050_000 },
      previousText: 'disk full\nit is [credential removed]',
    },
  ],
  [
    'a link of an app that is shown with its page',
    change(
      { ...inner, bot_id: 'B07', attachments: [{ from_url: 'https://x.test', title: 'page' }] },
      { ...inner, bot_id: 'B07' },
    ),
    null,
  ],
  [
    'an edit that takes a file off and puts another on',
    change(
      { ...inner, files: [{ ...file, id: 'F2', name: 'log.txt', permalink: 'https://l' }], edited: edited.edited },
      { ...inner, files: [file] },
    ),
    {
      ...{ ...asEdit, text: 'disk full' },
      files: [
        { id: 'F1', name: 'graph.png', permalink: 'https://f', removed: true },
        { id: 'F2', name: 'log.txt' },
      ],
    },
  ],
  [
    'a file of another organisation, told of in full later',
    change({ ...inner, files: [file] }, { ...inner, files: [{ id: 'F1', file_access: 'check_file_info' }] }),
    { ...asEdit, text: 'disk full', files: [{ id: 'F1', name: 'graph.png', size: 4321, permalink: 'https://f' }] },
  ],
  [
    'a file that is deleted',
    change({ ...inner, files: [{ id: 'F1', mode: 'tombstone' }] }, { ...inner, files: [file] }),
    { ...asEdit, text: 'disk full', files: [{ id: 'F1', name: 'graph.png', size: 4321, removed: true }] },
  ],
  [
    'a picture that is made ready',
    change({ ...inner, files: [{ ...file, thumb_64: 'https://t' }] }, { ...inner, files: [file] }),
    null,
  ],
  ['a link that is shown with its page', change({ ...inner, attachments: [{ title: 'page' }] }), null],
  [
    'a thread that begins or grows',
    change({ ...inner, thread_ts: ts, reply_count: 2, latest_reply: '1700000009.1' }),
    null,
  ],
  [
    'a reply that is sent to the channel later',
    change({ ...inner, subtype: 'thread_broadcast', thread_ts: '1699.1' }),
    null,
  ],
  [
    'a deletion',
    { ...said, subtype: 'message_deleted', hidden: true, deleted_ts: ts, previous_message: inner, ts: changed },
    asDeletion,
  ],
  [
    'a deletion that tells nothing of before',
    { ...said, subtype: 'message_deleted', hidden: true, deleted_ts: ts, ts: changed },
    { ...asDeletion, user: null, previousText: null },
  ],
  [
    'the first message of a thread, deleted',
    change({ ...inner, subtype: 'tombstone', user: 'USLACKBOT', text: 'This message was deleted.', thread_ts: ts }),
    asDeletion,
  ],
  [
    'the same, with the empty list that Slack sends for what it said',
    change({ ...inner, subtype: 'tombstone', user: 'USLACKBOT', text: 'This message was deleted.' }, []),
    { ...asDeletion, user: null, previousText: null },
  ],
  ['a topic', { ...said, subtype: 'channel_topic', topic: 'x' }, { kind: 'channel', ts, text: 'disk full' }],
  ['made private', { ...said, subtype: 'channel_convert_to_private' }, { kind: 'channel', ts }],
  ['archived, which an event of its own tells', { ...said, subtype: 'group_archive' }, null],
  ['who joined, which an event of its own tells', { ...said, subtype: 'channel_join' }, null],
  [
    'a reply told of by its thread',
    { ...said, user: undefined, hidden: true, subtype: 'message_replied', message: inner },
    null,
  ],
  [
    'the same without its subtype',
    { ...said, user: undefined, text: undefined, message: { ...inner, reply_count: 1 } },
    null,
  ],
  ['what is hidden', { ...said, hidden: true, subtype: 'something_new' }, null],
  ['our own post', { ...said, user: 'U0BOT', bot_id: 'B0BOT' }, null],
  ['our own, edited', change({ ...edited, user: 'U0BOT' }), null],
  ['our own, by the bot alone', { ...said, user: undefined, bot_id: 'B0BOT', subtype: 'bot_message' }, null],
];

test.each(table)('%s', (_name, event, expected) => {
  const heard: Heard | null = readMessage(event as unknown as SlackMessage, own);
  if (expected === null) expect(heard).toBeNull();
  else expect(heard).toMatchObject(expected);
  // Read back it has the same words: else each comparison would find it changed.
  const { body } = readShown('C01', event as SlackMessage, own);
  if (heard?.kind === 'message') expect(body).toMatchObject({ text: heard.text, files: heard.files });
});

test('what mentions the bot comes as a message too: only that one is heard', () => {
  expect(Object.keys(eventRoutes)).not.toContain('app_mention');
});

test('the history is read as events are, with thread, marks and pins', () => {
  const shown = (more: object) => readShown('C01', { ...inner, ...more } as never, own);
  expect(shown({})).toEqual({
    ...{ ts, at: 1_700_000_000_000, threadTs: null, thread: null, pushpins: [], memo: false, pin: null },
    body: { kind: 'message', user: 'U01', text: 'disk full', files: [], editedAt: null },
  });
  expect(shown({ ...edited, thread_ts: ts, reply_count: 3, latest_reply: '1700000009.000100' })).toMatchObject({
    threadTs: null,
    thread: { replies: 3, latest: '1700000009.000100' },
    body: { text: 'disk full on db2', editedAt: 1_700_000_050_000 },
  });
  const reacted = (users: readonly string[], count: number) =>
    shown({
      reactions: [
        { name: 'eyes', users: ['U9'], count: 1 },
        { name: 'pushpin', users, count },
      ],
    }).pushpins;
  expect(reacted(['U2', 'U3'], 2)).toEqual(['U2', 'U3']);
  // Slack names only some of many.
  expect(reacted(['U2', 'U3'], 60)).toBeNull();
  expect(shown({ pinned_to: ['C01'], pinned_info: { pinned_by: 'U2' } }).pin).toEqual({ by: 'U2' });
  expect(shown({ pinned_to: ['C01'], pinned_info: { pinned_by: 'U0BOT' } }).pin).toEqual({ by: null });
  expect(shown({ pinned_to: ['C99'] }).pin).toBeNull();
  // Masked as it was when it was heard: else every comparison would find it changed, and write the credential down.
  expect(shown({ text: 'it is hunter2' }).body).toMatchObject({ text: 'it is [credential removed]' });
  const body = (more: object) => shown(more).body;
  expect(body({ subtype: 'tombstone', user: 'USLACKBOT' })).toEqual({ kind: 'tombstone' });
  expect(body({ subtype: 'group_join', inviter: 'U02' })).toEqual({
    ...{ kind: 'membership', user: 'U01', text: '<@U01> joined, asked in by <@U02>.' },
  });
  expect(body({ subtype: 'channel_leave' })).toMatchObject({ kind: 'membership', text: '<@U01> left.' });
  expect(body({ subtype: 'channel_join', user: 'U0BOT' })).toEqual({ kind: 'other', own: true });
  expect(body({ user: 'U0BOT', bot_id: 'B0BOT' })).toEqual({ kind: 'other', own: true });
  expect(body({ subtype: 'channel_name' })).toMatchObject({ kind: 'channel' });
});

test('an event that could not be written goes no further, and is read back later', async () => {
  let process: (event: ReceiverEvent) => Promise<void> = async () => {};
  const receiver = {
    init(app: { readonly processEvent: typeof process }) {
      process = app.processEvent;
    },
  };
  const passed: unknown[] = [];
  let lost = 0;
  let isAway = true;
  const hear = async () => {
    if (isAway) throw new Error('the database is away');
  };
  const onLost = () => {
    lost += 1;
  };
  hearFirst(receiver as unknown as Receiver, hear, mask, onLost, createUnderWay()).init({
    processEvent: async (event: unknown) => void passed.push(event),
  } as never);
  const event = { body: { type: 'event_callback', event: said }, ack: async () => {} } as unknown as ReceiverEvent;
  await expect(process(event)).rejects.toThrow('the database is away');
  expect({ lost, passed: passed.length }).toEqual({ lost: 1, passed: 0 });
  isAway = false;
  await process(event);
  expect({ lost, passed: passed.length }).toEqual({ lost: 1, passed: 1 });
});
