// `npm run torture`: people write in many rooms while everything goes wrong; in the end the record must equal the rooms.
import { parseArgs } from 'node:util';
import { torture } from './torture.ts';

const words = `npm run torture -- [options]
  --seconds N     how long people write and things go wrong (60); catching up comes on top
  --seed N        the same seed plays the same script; drawn unless given, and told
  --database D    postgres (its own server, whose line is cut) or embedded (one bot alone has it)
  --transport T   http (through a balancer) or socket
  --bots N        processes on one PostgreSQL: 2 over HTTP, 3 over sockets, ten sockets at most
  --rooms N       20
  --rate N        what people do in a second, in all rooms together (40)
  --logs FOLDER   where each bot's log goes; nowhere unless given
Ends with 0 if the record equals the rooms.
`;
const { values } = parseArgs({
  options: {
    help: { type: 'boolean', short: 'h', default: false },
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
if (values.help) {
  process.stdout.write(words);
  process.exit(0);
}
const oneOf = <Word extends string>(option: string, given: string, known: readonly Word[]): Word => {
  const found = known.find((word) => word === given);
  if (found !== undefined) return found;
  say(`--${option} is one of: ${known.join(', ')}`);
  return process.exit(2);
};
const database = oneOf('database', values.database, ['postgres', 'embedded']);
const transport = oneOf('transport', values.transport, ['http', 'socket']);
const wrong = await torture({
  seconds: Number(values.seconds),
  seed: Number(values.seed),
  database,
  transport,
  // One process alone has the embedded database.
  bots: database === 'embedded' ? 1 : Number(values.bots ?? (transport === 'socket' ? '3' : '2')),
  rooms: Number(values.rooms),
  perSecond: Number(values.rate),
  logs: values.logs ?? null,
  say,
});
for (const line of wrong.slice(0, 20)) say(`  ${line}`);
if (wrong.length > 20) say(`  … and ${wrong.length - 20} more`);
say(wrong.length === 0 ? 'The record equals the rooms.' : `${wrong.length} differences. The seed was ${values.seed}.`);
process.exit(wrong.length === 0 ? 0 : 1);
