/**
 * Takes credentials out of a text before anything is written or sent: each is replaced by what it was, such as
 * `[credential removed: AWS access key]`, with not one character of it kept. Texts may be Slack's escaped markup or
 * plain. Masking twice changes nothing. `main` hands it to the border; the rules know nothing of credentials.
 */
export type Mask = (text: string) => Masked;

export interface Masked {
  readonly text: string;
  /** What was found, each kind once, in the order of the text; empty: the text is as it was. */
  readonly kinds: readonly string[];
}
