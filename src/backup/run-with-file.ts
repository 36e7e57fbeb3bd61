import { parseArgs } from 'node:util';
import { processEnvironment } from '../config/environment.ts';
import { StoreError } from '../store/store-error.ts';

export interface Given {
  readonly dataDir: string;
  readonly file: string;
  readonly force: boolean;
}

/** With PostgreSQL its own tools do this, while Muster runs. */
const postgresTools = {
  backup: 'pg_dump --format=custom --file=FILE "$DATABASE_URL"',
  restore: 'pg_restore --clean --if-exists --dbname="$DATABASE_URL" FILE',
} as const;

/** Reads the command line of `npm run backup` and `npm run restore`, and says what came of it. Returns the exit status. */
export async function runWithFile(
  what: keyof typeof postgresTools,
  run: (given: Given) => Promise<string>,
): Promise<number> {
  const { positionals, values } = parseArgs({
    args: process.argv.slice(2),
    allowPositionals: true,
    strict: false,
    options: { force: { type: 'boolean' } },
  });
  const [file] = positionals;
  if (file === undefined || positionals.length !== 1) {
    process.stdout.write(`npm run ${what} -- FILE [--force]\n`);
    return 2;
  }
  const { DATABASE_URL, DATA_DIR } = processEnvironment();
  if (DATABASE_URL?.trim()) {
    process.stderr.write(
      `DATABASE_URL is set, and this is for the embedded database. With PostgreSQL use its own tools, such as\n${postgresTools[what].replace('FILE', file)}\n`,
    );
    return 1;
  }
  try {
    const said = await run({ dataDir: DATA_DIR?.trim() || './data', file, force: values.force === true });
    process.stdout.write(`${said}\n`);
    return 0;
  } catch (error) {
    if (!(error instanceof StoreError)) throw error;
    process.stderr.write(`${error.message}\n`);
    return 1;
  }
}
