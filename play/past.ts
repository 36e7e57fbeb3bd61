import type { Sandbox } from '../sandbox/sandbox.ts';
import { talkBetween, userNamed } from '../sandbox/world.ts';
import type { BotProcess } from './bot-process.ts';
import { type PastIncident, pastIncidents } from './past-incidents.ts';
import type { PlayClock } from './play-clock.ts';

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;

type PastOptions = {
  clock: PlayClock;
  bot: BotProcess;
  /** Hears in a line what is played, for who waits. */
  tell(words: string): void;
  signal: AbortSignal;
};

/**
 * What happened before somebody opens the sandbox for the first time: three incidents with their post-mortems. They are
 * played by the people of the cast with the real bot, on a clock that is set back and turned by hand.
 */
export async function playPast(sandbox: Sandbox, { clock, bot, tell, signal }: PastOptions): Promise<void> {
  const { dial } = clock;
  const now = Date.now();
  tell('Preparing the past …');
  await bot.turn(dial.now(), false);
  await bot.start();
  // What one side does may give the other something to do: until a whole round changed nothing. The dial asks several
  // times at each step, and the bot's database is what costs: where nothing was said since, nothing is due either.
  let restedAt = '';
  const rest = async () => {
    for (;;) {
      await sandbox.settled();
      const seen = `${dial.now()} ${sandbox.calls.length} ${sandbox.deliveries.length}`;
      if (seen === restedAt) return;
      restedAt = seen;
      await bot.turn(dial.now(), true);
    }
  };
  dial.settleFirst(rest);
  clock.onTurn((at) => bot.turn(at, false));
  const pass = async (ms: number) => {
    signal.throwIfAborted();
    await dial.advance(ms);
    await rest();
  };
  for (const [index, incident] of pastIncidents.entries()) {
    tell(`Playing the past, ${index + 1} of ${pastIncidents.length}: ${incident.title} …`);
    await pass(Math.max(0, now - incident.daysAgo * 24 * hourMs - dial.now()));
    await playOne(sandbox, incident, { rest, pass });
  }
  await pass(Math.max(0, now - dial.now()));
  // Who opens the page now has reloaded it since: what one person alone was shown is gone.
  for (const channel of sandbox.world.channels.values()) channel.ephemerals = [];
  // The drawer begins with what happens from now on.
  sandbox.calls.length = 0;
  sandbox.deliveries.length = 0;
}

/** A channel, or with `@` before it the direct conversation with somebody. */
function placeFor({ world }: Sandbox, name: string, where: string): string {
  const [from, to] = [userNamed(world, name), userNamed(world, where)];
  return from && to && where.startsWith('@') ? talkBetween(world, from, to).id : where;
}

type Steps = { rest(): Promise<void>; pass(ms: number): Promise<void> };

async function playOne(sandbox: Sandbox, incident: PastIncident, { rest, pass }: Steps): Promise<void> {
  const before = new Set(sandbox.channelNames);
  const person = (name: string) => sandbox.person(name);
  for (const [name, where, words] of incident.before) {
    await person(name).say(words, { in: placeFor(sandbox, name, where) });
    await pass(minuteMs);
  }
  await person(incident.lead).command(`/incident new ${incident.severity} ${incident.title}`, { in: 'general' });
  await rest();
  const room = sandbox.channelNames.find((name) => !before.has(name));
  if (!room) throw new Error(`no room was opened for ${incident.title}`);
  const at = { in: room };
  await pass(minuteMs);
  for (const name of incident.come) await person(name).press('Join', { in: 'incidents' });
  await rest();
  for (const [name, role] of incident.roles) await person(name).press(`Take ${role}`, at);
  await rest();
  for (const step of incident.story) {
    const [, name = '', mark, text = ''] = /^(\w+)(!?): (.*)$/s.exec(step) ?? [];
    if (text.startsWith('[') && text.endsWith(']')) await press(name, text.slice(1, -1));
    else if (text.startsWith('?')) await answer(name, text.slice(1));
    else if (text.startsWith('/')) await person(name).command(text, at);
    else {
      const said = await person(name).say(text, at);
      if (mark) await person(incident.lead).react(said, 'pushpin');
    }
    await pass(incident.stepMinutes * minuteMs);
  }
  const lead = person(incident.lead);
  for (const [number, field, words] of incident.sections) await write(number, field, words);
  const head = lead.reads(room).find((message) => message.text.startsWith('Post-mortem'));
  await pass(3 * hourMs);
  if (incident.published && head) await lead.press('Mark as published', { ...at, message: head.ts });
  await rest();
  await lead.press('Close', at);
  await lead.modal?.submit();
  await rest();

  async function press(name: string, label: string): Promise<void> {
    await person(name).press(label, at);
    await rest();
    const form = person(name).modal;
    if (form) await form.submit();
    await rest();
  }
  async function answer(name: string, text: string): Promise<void> {
    const [question = '', chosen = ''] = text.split(' → ');
    await person(name).choose(question, chosen, at);
    await rest();
  }
  async function write(number: number, field: string, words: string): Promise<void> {
    const section = lead.reads(room as string).find((message) => message.text.startsWith(`${number} of 10`));
    if (!section) throw new Error(`section ${number} is not there`);
    await lead.press('Write', { ...at, message: section.ts });
    const form = lead.modal;
    if (!form) throw new Error(`no form opened for section ${number}`);
    await form.fill(field, words);
    await form.submit();
    await rest();
  }
}
