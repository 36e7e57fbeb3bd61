import { afterEach, expect, test } from '@jest/globals';
import { closeStages, openStage } from './support.ts';

afterEach(closeStages);

test('the bot uploads a file: Slack answers first and shares it afterwards', async () => {
  const { sandbox, client, events } = await openStage();
  const channel = sandbox.channel('ops').id;
  const { ts = '' } = await client.chat.postMessage({ channel, text: 'Post-mortem INC-1' });
  const content = '# INC-1\n\nüber alles';
  const done = await client.filesUploadV2({
    channel_id: channel,
    thread_ts: ts,
    filename: 'INC-1.md',
    content,
    initial_comment: 'The draft',
  });
  expect(JSON.stringify(done)).not.toContain('"ts"');
  await sandbox.settled();
  const shared = sandbox.person('ana').reads('ops').at(-1);
  expect(shared).toMatchObject({
    author: 'muster',
    text: 'The draft',
    threadTs: ts,
    files: [{ name: 'INC-1.md', type: 'text/markdown' }],
  });
  expect(await sandbox.person('ana').download(shared?.files[0] ?? { id: '' })).toBe(content);
  await expect(sandbox.person('gus').download({ id: 'F0' })).rejects.toThrow('file_not_found');
  expect(events('message').at(-1)).toMatchObject({
    subtype: 'file_share',
    thread_ts: ts,
    files: [{ name: 'INC-1.md', size: Buffer.byteLength(content) }],
  });
  const info = await client.files.info({ file: shared?.files[0]?.id ?? '' });
  expect(info.file?.shares?.public?.[channel]).toEqual([{ ts: shared?.ts }]);
});

test('sharing can take its time; until then the file has no shares', async () => {
  const { sandbox, client, clock } = await openStage({ shareDelayMs: 5000 });
  const channel = sandbox.channel('ops').id;
  const upload = await client.files.getUploadURLExternal({ filename: 'a.json', length: 2 });
  const file = upload.file_id ?? '';
  await fetch(upload.upload_url ?? '', { method: 'POST', body: '{}' });
  await client.files.completeUploadExternal({ files: [{ id: file }], channel_id: channel });
  expect((await client.files.info({ file })).file?.shares).toEqual({});
  await clock.advance(5000);
  expect((await client.files.info({ file })).file?.shares?.public?.[channel]).toHaveLength(1);
});

test('what cannot be completed is refused', async () => {
  const { sandbox, client, refusal } = await openStage();
  const channel_id = sandbox.channel('ops').id;
  const { file_id = '', upload_url = '' } = await client.files.getUploadURLExternal({ filename: 'a.md', length: 2 });
  const complete = (more: object = {}) =>
    client.files.completeUploadExternal({ files: [{ id: file_id }], channel_id, ...more });
  expect(await refusal(complete())).toBe('file_not_found');
  expect((await fetch(upload_url, { method: 'POST', body: 'too long' })).status).toBe(400);
  expect((await fetch(upload_url, { method: 'POST', body: 'ok' })).status).toBe(200);
  expect(await refusal(complete({ channel_id: sandbox.channel('secret').id }))).toBe('channel_not_found');
  expect(await refusal(complete({ channel_id: sandbox.channel('random').id }))).toBe('not_in_channel');
  expect((await complete()).ok).toBe(true);
  expect(await refusal(complete())).toBe('file_not_found');
});

test('a person’s file reaches the app with its name, type, size and a private address', async () => {
  const { sandbox, events, client } = await openStage();
  const file = { name: 'graph.png', type: 'image/png', size: 3, content: 'abc' };
  await sandbox.person('ana').say('look', { in: 'ops', files: [file] });
  await sandbox.settled();
  const [event] = events('message');
  expect(event).toMatchObject({
    subtype: 'file_share',
    text: 'look',
    files: [{ name: 'graph.png', mimetype: 'image/png', size: 3 }],
  });
  const url = event?.files[0].url_private_download;
  expect((await fetch(url)).status).toBe(404);
  const response = await fetch(url, { headers: { authorization: `Bearer ${client.token}` } });
  expect(await response.text()).toBe('abc');
});

test('a person deletes a file of theirs: its message stays, with a stub that tells no more than the id', async () => {
  const { sandbox, client, events, refusal } = await openStage();
  const ana = sandbox.person('ana');
  const said = await ana.say('Both graphs', { in: 'ops', files: [{ name: 'a.png' }, { name: 'b.png' }] });
  const file = ana.reads('ops').at(-1)?.files[0]?.id ?? '';
  await ana.removeFile(said, 'a.png');
  await sandbox.settled();
  expect(events('message').at(-1)).toMatchObject({
    subtype: 'message_changed',
    message: { text: 'Both graphs', files: [{ id: file, mode: 'tombstone' }, { name: 'b.png' }] },
    previous_message: { files: [{ name: 'a.png' }, { name: 'b.png' }] },
  });
  expect(events('message').at(-1)?.message.edited).toBeUndefined();
  expect(
    ana
      .reads('ops')
      .at(-1)
      ?.files.map(({ name }) => name),
  ).toEqual(['b.png']);
  expect(await refusal(client.files.info({ file }))).toBe('file_deleted');
  await expect(ana.removeFile(said, 'a.png')).rejects.toThrow('file_not_found');
});
