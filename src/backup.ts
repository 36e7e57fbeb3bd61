// `npm run backup -- FILE`: writes the embedded database into one file, while Muster is stopped.
import { runWithFile } from './backup/run-with-file.ts';
import { backupEmbedded } from './store/backup-embedded.ts';

process.exitCode = await runWithFile('backup', async ({ dataDir, file, force }) => {
  const bytes = await backupEmbedded(dataDir, file, { force });
  return `${file}: ${(bytes / 2 ** 20).toFixed(1)} MB. It holds everything that was recorded, deleted texts too: keep it safe.`;
});
