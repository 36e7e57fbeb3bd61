// npm run migrate: brings the database up to date, says which steps it took, exits 1 with one line if it cannot.
import { processEnvironment } from './config/environment.ts';
import { openStore } from './store/open-store.ts';
import { StoreError } from './store/store-error.ts';

// Only these two: a database can be prepared before the app has its tokens.
const { DATABASE_URL, DATA_DIR } = processEnvironment();

try {
  const store = await openStore({ databaseUrl: DATABASE_URL?.trim() || null, dataDir: DATA_DIR?.trim() || './data' });
  try {
    const steps = await store.migrate();
    process.stdout.write(steps.length === 0 ? 'The database is up to date.\n' : `Done: ${steps.join(', ')}.\n`);
  } finally {
    await store.close();
  }
} catch (error) {
  if (!(error instanceof StoreError)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}
