import { afterEach, expect, test } from '@jest/globals';
import type { KnownBlock, ModalView } from '@slack/types';
import { closeStages, openStage, type Stage } from './support.ts';

afterEach(closeStages);

const text = (words: string) => ({ type: 'plain_text' as const, text: words });
const field = (id: string, label: string, more: Record<string, unknown> = {}, element: Record<string, unknown> = {}) =>
  ({
    type: 'input',
    block_id: id,
    label: text(label),
    element: { type: 'plain_text_input', action_id: 'v', ...element },
    ...more,
  }) as KnownBlock;
const form = (more: Partial<ModalView> = {}): ModalView => ({
  type: 'modal',
  callback_id: 'declare',
  title: text('Declare an incident'),
  submit: text('Declare'),
  blocks: [field('title', 'What is happening?'), field('summary', 'Summary', { optional: true })],
  ...more,
});

/** Ana has used the shortcut; gives her trigger. */
async function trigger({ sandbox, app }: Stage): Promise<string> {
  await sandbox.person('ana').shortcut('Declare incident');
  return app.received.at(-1)?.body.trigger_id;
}

async function openForm(stage: Stage, more: Partial<ModalView> = {}) {
  const opened = await stage.client.views.open({ trigger_id: await trigger(stage), view: form(more) });
  const modal = stage.sandbox.person('ana').modal;
  if (!modal) throw new Error('no form is open');
  return { modal, view: opened.view ?? {} };
}

test('a trigger opens one view, within three seconds', async () => {
  const stage = await openStage();
  const { client, clock, refusal } = stage;
  const first = await trigger(stage);
  await clock.advance(3000);
  expect((await client.views.open({ trigger_id: first, view: form() })).ok).toBe(true);
  expect(await refusal(client.views.open({ trigger_id: first, view: form() }))).toBe('exchanged_trigger_id');
  const second = await trigger(stage);
  await clock.advance(3001);
  expect(await refusal(client.views.open({ trigger_id: second, view: form() }))).toBe('expired_trigger_id');
  expect(await refusal(client.views.open({ trigger_id: '1.2.ab', view: form() }))).toBe('invalid_trigger_id');
});

test('a view that Slack would not take is refused with the place of the fault, and the trigger stays good', async () => {
  const stage = await openStage();
  const trigger_id = await trigger(stage);
  const bad = form({ title: text('x'.repeat(25)) });
  const error = await stage.client.views.open({ trigger_id, view: bad }).catch((it) => it);
  expect(error.data.error).toBe('invalid_arguments');
  expect(error.data.response_metadata.messages).toContain(
    '[ERROR] must be less than 25 characters [json-pointer:/view/title/text]',
  );
  expect((await stage.client.views.open({ trigger_id, view: form() })).ok).toBe(true);
});

test('a form is filled, refused by its own rules, refused by the app, and closed by an empty answer', async () => {
  const stage = await openStage();
  const { app, sandbox } = stage;
  const { modal } = await openForm(stage, { private_metadata: '{"n":1}' });
  const before = app.received.length;
  expect(await modal.submit()).toEqual({ errors: { 'What is happening?': 'Please complete this required field.' } });
  expect(app.received).toHaveLength(before);

  await modal.fill('What is happening?', 'Checkout down');
  app.answer = () => ({ body: { response_action: 'errors', errors: { title: 'Say more.' } } });
  expect(await modal.submit()).toEqual({ errors: { 'What is happening?': 'Say more.' } });
  expect(modal.text()).toContain('Say more.');
  expect(modal.text()).toContain('Checkout down');
  expect(app.received.at(-1)?.body).toMatchObject({
    type: 'view_submission',
    response_urls: [],
    view: {
      callback_id: 'declare',
      private_metadata: '{"n":1}',
      state: {
        values: {
          title: { v: { type: 'plain_text_input', value: 'Checkout down' } },
          summary: { v: { type: 'plain_text_input', value: null } },
        },
      },
    },
  });
  app.answer = () => ({});
  expect(await modal.submit()).toBe('closed');
  expect(sandbox.person('ana').modal).toBeNull();
});

test.each([
  ['a text', { body: 'fine' }],
  ['another object', { body: { ok: true } }],
  ['errors at a field that is none', { body: { response_action: 'errors', errors: { nowhere: 'x' } } }],
  ['an update with a bad view', { body: { response_action: 'update', view: { type: 'modal' } } }],
  ['a server error', { status: 500 }],
])('an answer with %s is trouble, and the form stays', async (_, reply) => {
  const stage = await openStage();
  const { modal } = await openForm(stage);
  await modal.fill('What is happening?', 'x');
  stage.app.answer = () => reply;
  expect(await modal.submit()).toBe('trouble');
  expect(stage.sandbox.person('ana').modal?.title).toBe('Declare an incident');
});

test('what was typed stays where block and action id are the same; the hash tells who came too late', async () => {
  const stage = await openStage();
  const { client, refusal } = stage;
  const { modal, view } = await openForm(stage);
  await modal.fill('What is happening?', 'Checkout down');
  await modal.fill('Summary', 'EU only');
  const next = form({
    blocks: [field('title', 'What is happening?'), field('summary2', 'Summary', { optional: true })],
  });
  const view_id = view.id ?? '';
  const updated = await client.views.update({ view_id, hash: view.hash ?? '', view: next });
  expect(updated.view?.hash).not.toBe(view.hash);
  expect(updated.view?.state).toMatchObject({
    values: { title: { v: { value: 'Checkout down' } }, summary2: { v: { value: null } } },
  });
  expect(await refusal(client.views.update({ view_id, hash: view.hash ?? '', view: next }))).toBe('hash_conflict');
  expect(await refusal(client.views.update({ view_id: 'V0', view: next }))).toBe('not_found');
});

test('three forms lie on one another at most; clear takes all away', async () => {
  const stage = await openStage();
  const { app, client, refusal, sandbox } = stage;
  const button = {
    type: 'actions',
    block_id: 'more',
    elements: [{ type: 'button', action_id: 'more', text: text('More') }],
  } as KnownBlock;
  const withButton = { blocks: [button], title: text('One') };
  await openForm(stage, withButton);
  const ana = sandbox.person('ana');
  const press = async () => {
    await ana.modal?.press('More');
    return app.received.at(-1)?.body.trigger_id;
  };
  // A trigger from outside a form pushes nothing.
  expect(await refusal(client.views.push({ trigger_id: await trigger(stage), view: form(withButton) }))).toBe(
    'not_found',
  );
  await client.views.push({ trigger_id: await press(), view: form({ ...withButton, title: text('Two') }) });
  await client.views.push({ trigger_id: await press(), view: form({ ...withButton, title: text('Three') }) });
  expect(ana.modal?.title).toBe('Three');
  expect(await refusal(client.views.push({ trigger_id: await press(), view: form() }))).toBe('push_limit_reached');
  app.answer = () => ({});
  expect(await ana.modal?.submit()).toBe('closed');
  expect(ana.modal?.title).toBe('Two');
  app.answer = () => ({ body: { response_action: 'clear' } });
  expect(await ana.modal?.submit()).toBe('closed');
  expect(ana.modal).toBeNull();
});

test('update and push as answers to a submission', async () => {
  const stage = await openStage();
  const { modal } = await openForm(stage);
  await modal.fill('What is happening?', 'x');
  stage.app.answer = () => ({ body: { response_action: 'update', view: form({ title: text('Working') }) } });
  expect(await modal.submit()).toBe('updated');
  expect(modal.title).toBe('Working');
  stage.app.answer = () => ({ body: { response_action: 'push', view: form({ title: text('On top') }) } });
  expect(await modal.submit()).toBe('pushed');
  expect(stage.sandbox.person('ana').modal?.title).toBe('On top');
});

test('closing is told only where the view asks for it; the X names the lowest form', async () => {
  const stage = await openStage();
  const { app } = stage;
  await (await openForm(stage)).modal.cancel();
  expect(app.received.filter((one) => one.body.type === 'view_closed')).toEqual([]);
  await (await openForm(stage, { notify_on_close: true })).modal.cancel();
  expect(app.received.at(-1)?.body).toMatchObject({ type: 'view_closed', is_cleared: false });
  expect(app.received.at(-1)?.body).not.toHaveProperty('trigger_id');
  const { modal, view } = await openForm(stage, { notify_on_close: true });
  await modal.close();
  expect(app.received.at(-1)?.body).toMatchObject({ type: 'view_closed', is_cleared: true, view: { id: view.id } });
  expect(stage.sandbox.person('ana').modal).toBeNull();
});

test('external ids are unique over all views', async () => {
  const stage = await openStage();
  await openForm(stage, { external_id: 'one' });
  const view = { type: 'home' as const, external_id: 'one', blocks: [] };
  expect(
    await stage.refusal(stage.client.views.publish({ user_id: stage.sandbox.person('ben').profile.id, view })),
  ).toBe('duplicate_external_id');
});

test('fields that tell the app at once, menus of every sort, and what they leave in the state', async () => {
  const stage = await openStage();
  const { app, sandbox } = stage;
  const option = (words: string) => ({ text: text(words), value: words.toLowerCase() });
  const { modal } = await openForm(stage, {
    blocks: [
      field(
        'sev',
        'Severity',
        { dispatch_action: true },
        { type: 'static_select', options: [option('SEV1'), option('SEV2')] },
      ),
      field('boxes', 'Private', { optional: true }, { type: 'checkboxes', options: [option('Yes'), option('No')] }),
      field('who', 'Who', {}, { type: 'users_select' }),
      field('day', 'Day', {}, { type: 'datepicker' }),
      field('ext', 'Service', {}, { type: 'external_select' }),
    ],
  });
  app.answer = ({ body }) => (body.type === 'block_suggestion' ? { body: { options: [option('Payments')] } } : {});
  await modal.choose('Severity', 'SEV2');
  expect(app.received.at(-1)?.body).toMatchObject({
    type: 'block_actions',
    actions: [{ selected_option: option('SEV2') }],
  });
  expect(app.received.at(-1)?.body).not.toHaveProperty('response_url');
  const before = app.received.length;
  await modal.choose('Private', ['Yes']);
  await modal.choose('Who', 'ben');
  await modal.choose('Day', '2026-11-22');
  expect(app.received).toHaveLength(before);
  await modal.choose('Service', 'Payments');
  expect(app.received.at(-1)?.body).toMatchObject({
    type: 'block_suggestion',
    value: 'Payments',
    action_id: 'v',
    block_id: 'ext',
  });
  await expect(modal.choose('Severity', 'SEV9')).rejects.toThrow('SEV1 | SEV2');
  await modal.submit();
  const ben = sandbox.person('ben').profile.id;
  expect(app.received.at(-1)?.body.view.state.values).toMatchObject({
    sev: { v: { selected_option: option('SEV2') } },
    boxes: { v: { selected_options: [option('Yes')] } },
    who: { v: { selected_user: ben } },
    day: { v: { selected_date: '2026-11-22' } },
    ext: { v: { selected_option: option('Payments') } },
  });
});

test('Home: opened, published, pressed', async () => {
  const { sandbox, client, app, events } = await openStage();
  const ana = sandbox.person('ana');
  await ana.home();
  await sandbox.settled();
  expect(events('app_home_opened')).toMatchObject([{ user: ana.profile.id, tab: 'home' }]);
  expect(events('app_home_opened')[0]).not.toHaveProperty('view');
  const elements = [{ type: 'button', action_id: 'declare', text: text('Declare') }];
  await client.views.publish({
    user_id: ana.profile.id,
    view: { type: 'home', blocks: [{ type: 'actions', elements } as KnownBlock] },
  });
  expect(ana.homeView).toContain('[Declare]');
  await ana.home();
  await sandbox.settled();
  expect(events('app_home_opened')[1]?.view).toMatchObject({ type: 'home' });
  expect(await ana.homePress('Declare')).toBe('done');
  expect(app.received.at(-1)?.body).toMatchObject({
    type: 'block_actions',
    container: { type: 'view' },
    view: { type: 'home' },
  });
});
