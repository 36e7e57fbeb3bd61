/** How the sandbox's time goes: it was `startAt` when the machine's clock said `originAt`, and goes `speed` times as fast. */
export type Pace = { readonly originAt: number; readonly startAt: number; readonly speed: number };

/** The same in every process of this machine: the bot and its Slack must agree on the time. */
export const pacedTime = ({ originAt, startAt, speed }: Pace): number =>
  Math.floor(startAt + (Date.now() - originAt) * speed);
