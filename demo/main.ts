// `npm run demo`: a whole outage against the bundled Slack sandbox, with the embedded database, in under half a minute.
// Prints what a person in the channel reads; leaves the post-mortem and the timeline under ./demo-out/.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { outage, roomName } from './outage.ts';
import { createPrinter } from './printer.ts';
import { openStage } from './stage.ts';

const startedAt = performance.now();
const print = (text: string): void => void process.stdout.write(`${text}\n`);
const folder = mkdtempSync(join(tmpdir(), 'muster-demo-'));
/** A whole outage is told, not a sample of one. */
const fewest = 40;
let failed = false;
try {
  print('An outage, played by five people in a Slack workspace of this machine. You read along as ana, in Berlin.');
  const stage = await openStage(join(folder, 'data'));
  try {
    const ana = stage.sandbox.person('ana');
    const show = createPrinter(print, ana.profile.zone);
    const scenes = outage(stage, (lines) =>
      print(`\nThe page behind the link that came with the duties\n${lines.map((line) => `  ${line}`).join('\n')}`),
    );
    for (const [index, scene] of scenes.entries()) {
      print(
        `\n── ${index + 1} of ${scenes.length} · ${scene.heading} ${'─'.repeat(Math.max(0, 60 - scene.heading.length))}`,
      );
      await scene.play();
      await stage.rest();
      show('#general', ana.reads('general'));
      show('#incidents', ana.reads('incidents'));
      show(`#${roomName}`, ana.reads(roomName));
      show('Muster, to you alone', ana.dm());
    }
    mkdirSync('demo-out', { recursive: true });
    const files = ana
      .reads(roomName)
      .flatMap((message) => message.files.filter((file) => file.name.startsWith('INC-1-')));
    for (const file of files) writeFileSync(join('demo-out', file.name), await ana.download(file));
    writeFileSync(join('demo-out', 'transcript.txt'), ana.transcript(roomName));
    const people = ana
      .reads(roomName)
      .filter((message) => message.author !== 'muster' && !message.subtype?.startsWith('channel_'));
    if (people.length < fewest) throw new Error(`only ${people.length} messages of people stand in the room`);
    const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
    print(`\nDone in ${seconds} s: ${people.length} messages of people, ${stage.sandbox.calls.length} calls to Slack.`);
    print(`Files in ./demo-out/: ${[...new Set(files.map((file) => file.name)), 'transcript.txt'].join(', ')}`);
  } finally {
    await stage.close();
  }
} catch (error) {
  failed = true;
  process.stderr.write(`\n${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
process.exitCode = failed ? 1 : 0;
