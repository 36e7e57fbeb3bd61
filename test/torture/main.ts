// `npm run torture`: people write in many rooms while everything goes wrong; in the end the record must equal the rooms.
import { parseArgs } from 'node:util';
import { torture } from './torture.ts';

const { values } = parseArgs({
  options: {
    seconds: { type: 'string', default: '60' },
    seed: { type: 'string', default: String(Date.now() % 1_000_000) },
    database: { type: 'string', default: 'postgres' },
    transport: { type: 'string', default: 'http' },
    bots: { type: 'string' },
    rooms: { type: 'string', default: '20' },
    logs: { type: 'string' },
    rate: { type: 'string', default: '40' },
  },
});
const say = (line: string): void => void process.stdout.write(`${line}\n`);
const database = values.database === 'embedded' ? 'embedded' : 'postgres';
const wrong = await torture({
  seconds: Number(values.seconds),
  seed: Number(values.seed),
  database,
  transport: values.transport === 'socket' ? 'socket' : 'http',
  // One process alone has the embedded database.
  bots: database === 'embedded' ? 1 : Number(values.bots ?? '2'),
  rooms: Number(values.rooms),
  perSecond: Number(values.rate),
  logs: values.logs ?? null,
  say,
});
for (const line of wrong.slice(0, 20)) say(`  ${line}`);
if (wrong.length > 20) say(`  … and ${wrong.length - 20} more`);
say(wrong.length === 0 ? 'The record equals the rooms.' : `${wrong.length} differences. The seed was ${values.seed}.`);
process.exit(wrong.length === 0 ? 0 : 1);
