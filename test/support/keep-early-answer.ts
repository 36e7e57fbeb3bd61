// The runner's processes ask it, once, for what they need to begin. It answers whoever waits by then, and nobody again: a
// process that begins to wait a moment later would do so for ever. Here an answer that came early is kept until it is asked
// for. Loaded first, by `npm test`. https://github.com/nicolo-ribaudo/jest-light-runner, 0.8.2
const question = 'jest-light-runner-get-worker-data';
const answer = 'jest-light-runner-worker-data';

const send = process.send?.bind(process);
if (send !== undefined) {
  let early: unknown = null;
  process.on('message', (message: { readonly type?: string } | null) => {
    if (message?.type === answer) early = message;
  });
  process.send = (message: unknown, ...rest: unknown[]): boolean => {
    if (message !== question || early === null) return (send as (...all: unknown[]) => boolean)(message, ...rest);
    setImmediate(() => process.emit('message', early, undefined));
    return true;
  };
}
