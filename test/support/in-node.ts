import { registerHooks } from 'node:module';

// Tests run in Node itself, each process loading what it tests once. Outside of Jest's own environment '@jest/globals'
// refuses to be loaded: what tests import under that name is here.
const globals = new URL('./globals.ts', import.meta.url).href;

registerHooks({
  resolve: (specifier, context, next) =>
    specifier === '@jest/globals' ? { url: globals, shortCircuit: true } : next(specifier, context),
});
