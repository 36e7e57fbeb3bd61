/** What hands mail over; `main` gives it to whoever sends. */
export interface Mailer {
  /** Never throws. */
  send(mail: Mail): Promise<MailAnswer>;
}

/** Plain text. */
export interface Mail {
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  /** Names this mail: sent again with the same, receiving servers and programs take it for one. */
  readonly id: string;
}

/** `later`: the server is away or busy; `never`: it will not take this mail. `why`: few words, never an address. */
export type MailAnswer =
  | { readonly outcome: 'sent' }
  | { readonly outcome: 'later'; readonly afterMs: number | null; readonly why: string }
  | { readonly outcome: 'never'; readonly why: string };
