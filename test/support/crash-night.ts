import type { ShortStory } from './crash-short-stories.ts';
import { actors } from './crash-story.ts';

const general = { in: 'general' };
const dm = { in: 'dm' };

/** What the lead of a long night does: looks first, fetches people, asks, hands over, takes a mistake back. */
export const night: ShortStory = {
  title: 'people are fetched, asked, take roles, hand them over, follow',
  config: (id) => `
people:
  ana: { slack: ${id('ana')}, phone: "+44 20 7946 0000", email: ana@example.org }
  ben: { slack: ${id('ben')}, phone: "+44 20 7946 0001", email: ben@example.org }
  cho: { slack: ${id('cho')}, phone: "+44 20 7946 0002", email: cho@example.org }
teams:
  payments: { call_tree: [ { ask: ben, for: 3m }, { ask: cho, for: 30m } ] }
severities: { sev2: { page: [ payments ] } }
smtp: { host: 127.0.0.1, port: 25, from: muster@example.org }
`,
  ends: [
    'Declared as INC-1',
    'is coming (payments)',
    '7946 0001',
    'Undone by',
    'Done ',
    'took fixer over from',
    'restarted the workers',
    'SEV1 → SEV2',
  ],
  async play(stage) {
    const does = actors(stage);
    await stage.sandbox.person('ana').invite('general', 'muster');
    await stage.rest();
    await does.command('ana', '/incident triage Checkout returns 500s', general);
    await does.press('ana', 'Declare', general);
    await does.press('dan', 'Follow', { in: 'incidents' });
    // Ben says nothing: after three minutes Cho is asked.
    await stage.pass(3);
    await does.press('cho', "I'm coming", dm);
    await does.command('ana', '/incident role fixer @ben');
    await does.press('ben', 'Accept', dm);
    await does.command('ana', '/incident ask @cho look at the EU graphs', undefined, 'look at the EU graphs');
    await does.press('cho', 'On it', dm);
    await does.press('cho', 'Done', dm);
    await does.command('ben', '/incident did restarted the workers', undefined, 'restarted the workers');
    await does.command('ana', '/incident severity sev1 by mistake');
    await does.press('ana', 'Undo');
    await does.form(
      'ben',
      () => stage.sandbox.person('ben').press('Hand over', dm),
      (form) => form.choose('To whom?', 'cho'),
    );
    await does.press('cho', 'Accept', dm);
    // The last mails are folded: nobody gets two within five minutes.
    await stage.pass(7);
  },
};
