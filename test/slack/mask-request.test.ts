import { expect, test } from '@jest/globals';
import { mask } from '../../src/secrets/mask.ts';
import { maskRequest } from '../../src/slack/mask-request.ts';
import { samples } from '../secrets/samples.ts';

const token = samples.find(({ kind }) => kind === 'GitHub token')?.text ?? '';
const masked = '[credential removed: GitHub token]';

test('what somebody typed or chose is masked, however deep it stands; ids stay', () => {
  const asked = (text: string) => ({
    type: 'message_action',
    trigger_id: '13345224609.738474920.8088930838d88f008e0',
    response_url: 'https://hooks.slack.com/app/T1/123/abcDEF',
    message: { ts: '1.1', text, blocks: [{ type: 'rich_text', elements: [{ type: 'text', text }] }] },
    count: 7,
    nothing: null,
  });
  expect(maskRequest(asked(token), mask)).toEqual(asked(masked));
  const command = (text: string) => ({ command: '/incident', text, channel_id: 'C1' });
  expect(maskRequest(command(`note ${token}`), mask)).toEqual(command(`note ${masked}`));
});

test("of a form its fields are masked, and its drawing stays as it is; so does a pressed button's message", () => {
  const blocks = [{ type: 'input', block_id: 'title' }];
  const sent = (value: string) => ({
    type: 'view_submission',
    view: { id: 'V1', private_metadata: '{"n":1}', blocks, state: { values: { title: { value: { value } } } } },
  });
  expect(maskRequest(sent(token), mask)).toEqual(sent(masked));
  const pressed = (value: string) => ({ type: 'block_actions', actions: [{ value }], message: { ts: '1.1', blocks } });
  expect(maskRequest(pressed(token), mask)).toEqual(pressed(masked));
});
