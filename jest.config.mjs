import { availableParallelism } from 'node:os';

// More processes than cores: a story waits for its database half of the time. Rules and views wait for nothing.
const asked = process.argv.slice(2);
const waits = asked.length === 0 || asked.some((path) => !/^test\/(rules|views)\b/.test(path));

// TypeScript is stripped by Node itself; nothing is compiled, so lines and columns stay true.
export default {
  // A file of tests is a module like others. Jest's own runner loads Bolt, the drivers and the bot anew for each of them,
  // into a context of its own.
  runner: ['jest-light-runner', { runtime: 'child_process' }],
  setupFiles: ['<rootDir>/test/support/in-node.ts'],
  transform: {},
  testSequencer: '<rootDir>/test/support/longest-first.mjs',
  testMatch: ['<rootDir>/test/**/*.test.ts'],
  maxWorkers: Math.ceil(availableParallelism() * (waits ? 1.5 : 1)),
  globalSetup: '<rootDir>/test/support/global-setup.ts',
  globalTeardown: '<rootDir>/test/support/global-teardown.ts',
};
