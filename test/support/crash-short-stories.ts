import type { CrashConfig } from './crash-stage.ts';
import { type Acting, actors, roomName } from './crash-story.ts';

export interface ShortStory {
  readonly title: string;
  /** What stands in muster.yml. */
  readonly config?: CrashConfig;
  /** Words of the end: a story that ends early proves nothing. */
  readonly ends: readonly string[];
  /** Two who race for something: who of them is quicker is not said. */
  readonly racers?: (stage: Acting) => readonly [quicker: string, slower: string];
  play(stage: Acting): Promise<void>;
}

const general = { in: 'general' };
const fortnight = 14 * 24 * 60;

export const shortStories: readonly ShortStory[] = [
  {
    title: 'a private incident, declared by form',
    ends: ['Contained', 'ben is fixer', '"isPrivate":true'],
    async play(stage) {
      const secret = 'inc-1-payroll-was-copied';
      const does = actors(stage, secret);
      await does.form(
        'ana',
        () => stage.sandbox.person('ana').shortcut('Declare incident'),
        async (form) => {
          await form.fill('What is happening?', 'Payroll was copied');
          await form.choose('Severity', 'SEV1 · Critical');
          await form.choose('Who may see it', ['Private']);
        },
      );
      await stage.sandbox.person('ana').modal?.close();
      await stage.sandbox.person('ana').invite(secret, 'ben');
      await stage.rest();
      await does.press('ben', 'Take fixer');
      await does.command('ana', '/incident severity sev2 smaller than thought');
      await does.press('ben', 'Contained');
    },
  },
  {
    title: 'resolved, the post-mortem is written in, opened again, resolved again, published',
    ends: ['The pool ran dry.', 'Support had the same words.', 'It came back', 'Published.'],
    async play(stage) {
      const does = actors(stage);
      const ana = stage.sandbox.person('ana');
      const find = (words: string) => ana.reads(roomName).find((one) => one.text.startsWith(words))?.ts ?? '';
      const head = () => ({ in: roomName, message: find('Post-mortem INC-1') });
      await does.command('ana', '/incident new Checkout returns 500s', general);
      await does.form('ana', 'Resolved');
      await stage.pass(2);
      const rootCause = () => ana.press('Write', { in: roomName, message: find('6 of 10') });
      await does.form('ana', rootCause, (form) => form.fill('Five whys', 'The pool ran dry.'));
      await does.say('ana', '8 Support had the same words.', head().message);
      await does.form('ana', 'It came back', (form) => form.fill('Reason', 'It came back'));
      await does.form('ana', 'Resolved');
      await stage.pass(2);
      await does.press('ana', 'Mark as published', head());
      await stage.pass(7);
    },
  },
  {
    title: 'looked at first: no problem is found, who reported it keeps silent, and then says that it is still broken',
    ends: ['Declared as INC-1', 'A reminder', 'Reported by'],
    async play(stage) {
      const does = actors(stage, 'general');
      // Only from inside the bot can look whether it has posted already.
      await stage.sandbox.person('ana').invite('general', 'muster');
      await stage.rest();
      await does.command('ana', '/incident triage Checkout is slow', general);
      await does.press('ben', "I'll look");
      await does.choose('ben', 'Is an internal monitor alerting?', 'No');
      await does.press('ben', 'No problem');
      await stage.pass(17);
      await does.press('ana', 'Still broken', { in: 'dm' });
      await stage.pass(5);
    },
  },
  {
    title: 'one of two is a duplicate, a third a false alarm',
    ends: ['duplicate of INC-1', 'A drill'],
    async play(stage) {
      const does = actors(stage);
      await does.command('ana', '/incident new Checkout returns 500s', general);
      await does.command('ben', '/incident new sev2 Shop shows errors', general);
      await does.command('ben', '/incident duplicate INC-1', { in: 'inc-2-shop-shows-errors' });
      await does.command('cho', '/incident new The third', general);
      await does.form(
        'cho',
        () => stage.sandbox.person('cho').command('/incident cancel', { in: 'inc-3-the-third' }),
        (form) => form.fill('Reason', 'A drill'),
      );
    },
  },
  {
    title: 'two press for one role, the other takes it over; a role for two is given, left and given away',
    config: 'roles:\n  responder: { duties: "You lend a hand.", holders: 2 }\n',
    ends: ['took scribe over from', 'no longer responder'],
    racers: quickerAndSlower,
    async play(stage) {
      const does = actors(stage);
      await does.command('ana', '/incident new Checkout returns 500s', general);
      for (const name of ['ben', 'cho', 'dan']) await does.press(name, 'Join', { in: 'incidents' });
      await does.together(['ben', 'dan'], 'Take scribe');
      await does.press('cho', 'Take scribe', { in: roomName, confirm: true });
      await does.press('cho', 'Take responder');
      await does.command('cho', '/incident role responder @ana');
      await does.press('ana', 'Accept', { in: 'dm' });
      await does.press(quickerAndSlower(stage)[0], 'Take responder', { in: roomName, confirm: true });
      await does.command('cho', '/incident role responder none');
      await does.press('cho', 'Step down', { in: 'dm' });
    },
  },
  {
    title: 'closed and waived, the room is archived with its files; opened again, there is a new room',
    ends: ['INC-1-timeline.csv', `"name":"${roomName}-2"`, '"isArchived":true', 'it is back'],
    async play(stage) {
      const does = actors(stage);
      const ana = stage.sandbox.person('ana');
      await does.command('ana', '/incident new Checkout returns 500s', general);
      await does.form('ana', 'Resolved');
      await stage.pass(2);
      const head = ana.reads(roomName).find((one) => one.text.startsWith('Post-mortem INC-1'))?.ts ?? '';
      await does.form(
        'ana',
        () => ana.press('No post-mortem needed', { in: roomName, message: head }),
        (form) => form.fill('Reason', 'a drill'),
      );
      await does.form('ana', 'Close');
      await stage.leap(fortnight);
      await stage.pass(7);
      await does.command('ben', '/incident reopen INC-1 it is back', general);
    },
  },
];

function quickerAndSlower({ sandbox }: Acting): readonly [string, string] {
  const taken = sandbox.messages(roomName).find((one) => String(one.text).endsWith('is scribe.'));
  return String(taken?.text).includes(sandbox.person('ben').profile.id) ? ['ben', 'dan'] : ['dan', 'ben'];
}
