import type { Stage } from './stage.ts';

/** One scene of the outage: a heading, and what people do in it. */
export interface Scene {
  readonly heading: string;
  play(): Promise<void>;
}

/** Something that had to happen, and did not. */
function must(fact: unknown, what: string): asserts fact {
  if (!fact) throw new Error(`the demo went wrong: ${what}`);
}

/** The room of the outage; known once it is open. */
export const roomName = 'inc-1-checkout-returns-500s';

/**
 * An outage of a shop's checkout, from the first word to the post-mortem. Every step throws when Slack shows something
 * else. `readCard` is handed what stands on the card, the one thing that is read outside Slack.
 */
export function outage(
  stage: Pick<Stage, 'sandbox' | 'rest' | 'pass'> & Partial<Pick<Stage, 'card'>>,
  readCard: (lines: readonly string[]) => void = () => {},
): readonly Scene[] {
  const { sandbox } = stage;
  const [ana, ben, cho, dan, eve] = ['ana', 'ben', 'cho', 'dan', 'eve'].map((name) => sandbox.person(name));
  must(ana && ben && cho && dan && eve, 'the cast is there');
  const cast = { ana, ben, cho, dan, eve };
  const at = { in: roomName };
  let deployment: { ts: string; channel: string };
  let typo: { ts: string; channel: string };
  let leaked: { ts: string; channel: string };

  /** People talk, a few seconds apart: `ana: text`. */
  async function talk(lines: readonly string[]): Promise<void> {
    for (const line of lines) {
      const [, name, text] = /^(\w+): (.*)$/s.exec(line) ?? [];
      await cast[name as keyof typeof cast].say(text ?? '', at);
      await stage.pass(0.5);
    }
  }

  return [
    {
      heading: 'Somebody asks whether it is broken; it is',
      async play() {
        const answer = await dan.command('/incident triage Checkout returns 500s', { in: 'general' });
        must(answer.text.includes('INC-1'), `the answer names the incident: ${answer.text}`);
        await stage.rest();
        await stage.pass(1);
        await ana.choose('Does it fail when we try what the customer does?', 'Yes', { in: 'general' });
        await ana.press('Declare', { in: 'general' });
        await stage.rest();
        must(sandbox.channel(roomName).memberNames.includes('ana'), 'ana is in the room');
        must(ana.answers.at(-1)?.text.includes(roomName) || ana.answers.length > 1, 'the link followed');
        await stage.pass(1);
      },
    },
    {
      heading: 'People come; two press Take fixer in the same instant',
      async play() {
        for (const person of [ben, cho, dan]) await person.press('Join', { in: 'incidents' });
        await eve.press('Follow', { in: 'incidents' });
        await stage.rest();
        must(
          eve.dm().at(-1)?.text.includes('You follow this incident now.'),
          'eve is told how it stands, and stays outside',
        );
        await Promise.all([ben.press('Take fixer', at), dan.press('Take fixer', at)]);
        await stage.rest();
        const told = [ben, dan].filter((person) => person.answers.at(-1)?.text.includes('already fixer'));
        must(told.length === 1, 'one of the two has it, the other is told who');
        const fixer = told[0] === ben ? dan : ben;
        if (fixer === dan)
          await ben.press('Take over', { ...at, confirm: true }).catch(() => ben.press('Take over', at));
        await stage.rest();
        await dan.press('Take communicator', at);
        await ana.command('/incident role scribe @cho', at);
        await stage.rest();
        await cho.press('Accept', { in: 'dm' });
        await stage.rest();
        await talk([
          'ana: Card payments fail in the EU since about 09:55. Support has eleven tickets.',
          'ben: On it. Error rate of checkout-api went from 0 to 38 %.',
          'cho: I write along. Anything that matters: put a pushpin on it.',
          'dan: Support tells callers that we know and are on it.',
        ]);
      },
    },
    {
      heading: 'It is worse than thought',
      async play() {
        await ana.command('/incident severity sev1 EU and US hit', at);
        await talk([
          'dan: US customers report it too. Phones are busy.',
          'ana: Then it is SEV1. Ben, what changed this morning?',
          'cho: Bank transfers go through, only cards fail.',
        ]);
        deployment = await ben.say('checkout-api 4.12.0 was deployed at 09:55.', at);
        await stage.pass(0.3);
        await cho.react(deployment, 'pushpin');
        await ben.say('It bumps the database driver, and the pool settings with it.', { ...at, thread: deployment.ts });
        await stage.pass(0.3);
        await ana.say('Was it in staging over night?', { ...at, thread: deployment.ts });
        await stage.pass(0.3);
        await ben.say('Yes, but staging has no load to speak of.', { ...at, thread: deployment.ts });
        await stage.pass(0.5);
      },
    },
    {
      heading: 'The checklist: what it is, and what it is not',
      async play() {
        await ben.choose('Was something deployed shortly before?', 'Yes', at);
        await cho.choose('Does a vendor or our cloud report trouble?', 'No', at);
        await cho.choose('Is an internal monitor alerting?', 'Yes', at);
        await ana.choose('Can we roll back to the last good version or configuration?', "I'm checking", at);
        await stage.rest();
        await ana.press('Take lead', at);
        await talk([
          'cho: Card processor and cloud say all green. I ruled vendors out.',
          'ana: Can we go back to 4.11?',
          'ben: Should work, the schema did not change. Let me look at the connections first.',
        ]);
        await ben.say('Connections of checkout-db since 09:30', {
          ...at,
          files: [{ name: 'checkout-db-connections.png', type: 'image/png', size: 48_213, content: 'a picture' }],
        });
        await stage.pass(0.5);
        typo = await ben.say('Pool is at its limit: 100 of 1000 connections in use.', at);
        await stage.pass(0.3);
        await ben.edit(typo, 'Pool is at its limit: 100 of 100 connections in use.');
        await stage.pass(0.3);
      },
    },
    {
      heading: 'Everybody else hears of it',
      async play() {
        await dan.press('Send update', at);
        const form = dan.modal;
        must(form, 'the form of the update is open');
        form.fill('What happened?', 'Card payments fail for most customers in the EU and the US since 09:55 UTC+1.');
        form.fill('What is being done?', 'We are going back to the version of yesterday.');
        form.fill('What can users do meanwhile?', 'Orders paid by bank transfer work.');
        must((await form.submit()) === 'closed', 'the update was taken');
        await stage.pass(1);
        await talk([
          'dan: Update is out. Support has the same words.',
          'ana: Thanks. Ben, go back to 4.11 now, we look at the driver later.',
          'ben: Rolling back, ten minutes.',
          'cho: Shall I pause the nightly export? It uses the same database.',
          'ben: Please do.',
        ]);
        await cho.command('/incident did nightly export paused', at);
        await ana.command('/incident decide go back to 4.11 because the schema did not change', at);
        await ana.command('/incident ask @dan tell the vendor that it is not them by 11:30', at);
        await stage.rest();
        await dan.press('On it', { in: 'dm' });
        await stage.pass(0.5);
        leaked = await ben.say('psql postgres://checkout:hunter2@db1/checkout', at);
        await stage.pass(0.2);
        await ben.remove(leaked);
        await stage.pass(0.2);
        await talk(['ben: (Sorry, wrong window. I have rotated that password.)']);
      },
    },
    ...(stage.card === undefined ? [] : [slackIsCutOff(sandbox, stage.card, readCard)]),
    {
      heading: 'Somebody comes late; a role is handed over',
      async play() {
        await ana.command('/incident page @eve We may need the database team', at);
        await stage.rest();
        await stage.pass(0.4);
        await eve.press("I'm coming", { in: 'dm' });
        await stage.rest();
        const brief = eve.reads(roomName).filter((message) => message.ephemeral);
        must(brief.length === 1, 'eve has the brief, and only she sees it');
        must(
          eve.dm().some((message) => message.text.includes('You came into')),
          'who is in the room reads the news there',
        );
        await talk([
          'eve: I have read the brief. Do you need somebody from the database team?',
          'ana: Not yet, thank you. Cho has been up since five, could you write along?',
          'eve: Of course.',
        ]);
        await cho.press('Hand over', { in: 'dm' });
        const form = await cho.formOpens();
        must(form.text().includes('nightly export paused'), 'what is handed over is filled in from the record');
        await form.choose('To whom?', 'eve');
        must((await form.submit()) === 'closed', 'the scribe is offered to eve');
        await stage.rest();
        await eve.press('Accept', { in: 'dm' });
        await stage.rest();
        await talk(['cho: Thank you. Everything up to now has its pushpins.']);
        await stage.pass(3);
        await eve.command('/incident note rollback to 4.11.3 started', at);
        await stage.pass(4);
        await talk([
          'ben: 4.11.3 is on half of the machines. Error rate there is 0.',
          'dan: First customers say it works again.',
          'cho: I see card payments on the dashboard again, too.',
          'ben: All machines on 4.11.3.',
          'dan: The phones are getting quiet.',
          'eve: Noted. Ana, is it contained?',
        ]);
        await dan.press('Done', { in: 'dm' });
        await stage.rest();
      },
    },
    {
      heading: 'Contained, then resolved',
      async play() {
        await ana.choose('Can we roll back to the last good version or configuration?', 'Yes', at);
        await ana.command('/incident severity sev3', at);
        await stage.rest();
        await ana.press('Undo', at);
        await ben.press('Contained', at);
        await stage.rest();
        await talk([
          'ana: I leave it at contained for ten minutes and look at the graphs.',
          'cho: Queue of failed payments is being retried, 412 left.',
          'dan: Support has had no new ticket for five minutes.',
        ]);
        await stage.pass(8);
        await talk([
          'cho: Queue is empty, the export is running again.',
          'dan: Support calls back the eleven who wrote first.',
          'ben: Error rate flat at 0 for fifteen minutes.',
          'eve: What keeps this from coming back on Monday?',
          'ben: 4.12 stays pinned until the pool has a test under load.',
        ]);
        await cho.press('Undone', at);
        await stage.rest();
        await eve.command('/incident action Load test with production pool settings in staging', at);
        await ben.command('/incident action Alert when the pool of checkout-db is above 80 %', at);
        await ana.press('Resolved', at);
        const form = ana.modal;
        must(form, 'resolving asks first');
        must((await form.submit()) === 'closed', 'the incident is resolved');
        await stage.rest();
        await stage.pass(0.5);
      },
    },
    {
      heading: 'The lesson, while memory is fresh',
      async play() {
        for (let left = 12; left > 0; left -= 1) await stage.pass(0.05);
        const head = ana.reads(roomName).find((message) => message.text.startsWith('Post-mortem INC-1'));
        must(head, 'the post-mortem has its thread');
        const sections = ana
          .reads(roomName)
          .filter((message) => message.threadTs === head.ts && message.ts !== head.ts);
        must(
          sections.filter((message) => message.text.includes(' of 10 · ')).length === 10,
          'ten sections are in the thread',
        );
        const cause = sections.find((message) => message.text.includes('6 of 10'));
        must(cause, 'the sixth section is there');
        await ben.press('Write', { ...at, message: cause.ts });
        const form = ben.modal;
        must(form, 'the form of the section is open');
        form.fill(
          'Five whys',
          'The pool ran dry: the new driver holds a connection per request. It does so because its default changed. We took the default because nothing in the tests has load.',
        );
        must((await form.submit()) === 'closed', 'what ben wrote was taken');
        await stage.rest();
        await ana.say('8 Support had the same words as the status update, that went well.', { ...at, thread: head.ts });
        await cho.press('Answer (1 min)', { in: 'dm' });
        const memory = cho.modal;
        must(memory, 'the three questions are open');
        memory.fill('What did you do that is not written?', 'I called the processor before I ruled it out.');
        must((await memory.submit()) === 'closed', 'the memory was kept');
        await stage.rest();
        await ana.command('/incident export', at);
        await stage.pass(0.2);
        const names = ana.reads(roomName).flatMap((message) => message.files.map((file) => file.name));
        for (const ending of ['timeline.json', 'timeline.csv', 'timeline.md', 'timeline.html', 'post-mortem.md']) {
          must(names.includes(`INC-1-${ending}`), `INC-1-${ending} is in the room`);
        }
      },
    },
  ];
}

/** What a page says, without what draws it: the first lines. */
function readable(page: string): readonly string[] {
  const text = page
    .replace(/<(style|head)[\s\S]*?<\/\1>/g, '')
    .replace(/<\/(p|h1|h2|h3|li|tr|dd|section|header)>/g, '\n')
    .replace(/<[^>]+>/g, ' ')
    .replaceAll('&amp;', '&');
  return text
    .split('\n')
    .map((line) => line.replace(/\s+/g, ' ').trim())
    .filter((line) => line !== '')
    .slice(0, 16);
}

/** Nobody reads the room, but whoever kept the link. */
function slackIsCutOff(
  sandbox: Stage['sandbox'],
  card: Stage['card'],
  read: (lines: readonly string[]) => void,
): Scene {
  return {
    heading: 'Slack is cut off for a moment; the card still says who leads',
    async play() {
      sandbox.faults.cutOff();
      const page = await card();
      must(/Lead[\s\S]*ana/.test(page) && page.includes('Checkout returns 500s'), `the card tells: ${page}`);
      sandbox.faults.restore();
      read(readable(page));
    },
  };
}
