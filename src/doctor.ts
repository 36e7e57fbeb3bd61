// `npm run doctor`: one line for each thing that has to hold before an incident, with what to do where it does not.
// Exit status 1 if anything is wrong.
import { processEnvironment } from './config/environment.ts';
import { examine } from './doctor/examine.ts';
import { findingLine } from './doctor/finding.ts';

const allWell = await examine(processEnvironment(), (finding) => {
  process.stdout.write(`${findingLine(finding)}\n`);
});
process.exitCode = allWell ? 0 : 1;
