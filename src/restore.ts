// `npm run restore -- FILE`: puts a backup in the place of the embedded database, while Muster is stopped.
import { runWithFile } from './backup/run-with-file.ts';
import { restoreEmbedded } from './store/restore-embedded.ts';

process.exitCode = await runWithFile('restore', async ({ dataDir, file, force }) => {
  const { incidents, steps } = await restoreEmbedded(dataDir, file, { force });
  const upToDate = steps.length === 0 ? '' : ` Brought up to date: ${steps.join(', ')}.`;
  return `${file} is restored: ${incidents} ${incidents === 1 ? 'incident' : 'incidents'}.${upToDate}`;
});
