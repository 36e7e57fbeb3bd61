export type PastIncident = {
  readonly daysAgo: number;
  readonly severity: 'sev1' | 'sev2' | 'sev3';
  readonly title: string;
  readonly lead: string;
  /** What is said elsewhere shortly before: who, in which channel or to whom (`@ben`), words. */
  readonly before: readonly (readonly [name: string, where: string, words: string])[];
  readonly come: readonly string[];
  readonly roles: readonly (readonly [name: string, role: string])[];
  readonly stepMinutes: number;
  /** `name: words`; `name!: words` becomes a key event; `[Button]`, `/command` and `?question → answer` are done, not said. */
  readonly story: readonly string[];
  /** What the lead writes into the post-mortem: number, field, words. */
  readonly sections: readonly (readonly [number: number, field: string, words: string])[];
  readonly published: boolean;
};

/** The three incidents that lie behind the cast when somebody opens the sandbox. */
export const pastIncidents: readonly PastIncident[] = [
  {
    daysAgo: 20,
    severity: 'sev1',
    title: 'Login fails for half of the customers',
    lead: 'eve',
    before: [
      ['fay', 'general', 'Good morning. The release notes of October are out, thanks to everybody who wrote a line.'],
      ['dan', 'general', 'Is the login slow for anybody else? Two customers just wrote.'],
      ['eve', 'general', 'For me it ends in a blank page. I open an incident.'],
    ],
    come: ['ben', 'dan', 'ana'],
    roles: [
      ['eve', 'lead'],
      ['ben', 'fixer'],
      ['dan', 'communicator'],
      ['ana', 'scribe'],
    ],
    stepMinutes: 3,
    story: [
      'dan!: For ten minutes about half of the logins have ended in a blank page. Web and mobile.',
      'ben: Session service answers, but one of two pools returns 401 for fresh tokens.',
      'ben: ?Did a certificate, a domain or a token expire? → Yes',
      'ben!: The signing key of pool B was rotated today, pool A still has the old one.',
      'eve: Can we take pool A out?',
      'ben: Yes, B can carry the load at this time of day.',
      'ben!: Pool A is out of the balancer.',
      'ben: [Contained]',
      'dan: No new tickets for ten minutes.',
      'ben: Pool A has the new key and is back.',
      'ana: /incident action Rotate keys on all pools in one step, and check afterwards',
      'eve: [Resolved]',
    ],
    sections: [
      [
        1,
        'Summary',
        'A signing key was rotated on one of two pools. Half of the fresh logins failed for 24 minutes. Rotation now covers all pools in one step.',
      ],
      [
        6,
        'Five whys',
        'Pool A kept the old key. The rotation script knew one pool only. The second pool was added in spring, and nothing tied the script to the list of pools.',
      ],
    ],
    published: true,
  },
  {
    daysAgo: 9,
    severity: 'sev2',
    title: 'Order e-mails are hours late',
    lead: 'ana',
    before: [
      ['cho', 'payments', 'The new card form is live for ten percent. So far it looks fine.'],
      ['fay', '@ana', 'Three customers wait for their order mails since this morning. Is that you, or us?'],
      ['ana', '@fay', 'Us, I think. I open an incident; please come to the room.'],
    ],
    come: ['cho', 'dan', 'fay'],
    roles: [
      ['ana', 'lead'],
      ['cho', 'fixer'],
      ['fay', 'communicator'],
    ],
    stepMinutes: 4,
    story: [
      'fay!: Three big customers ask where their order confirmations are. The oldest is three hours old.',
      'cho: 41,000 mails in the queue. The sender is alive and does almost nothing.',
      'cho: ?Did we reach an API limit or a quota? → Yes',
      'cho!: The mail provider throttles us: a newsletter went out over the same account this morning.',
      'ana: Can order mails go another way?',
      'cho!: Moved order mails to the spare account, 2,000 a minute.',
      'cho: [Contained]',
      'dan: Customers confirm that mails arrive.',
      'cho: Queue is empty.',
      'cho: /incident action Send newsletters over an account of their own',
      'ana: [Resolved]',
    ],
    sections: [],
    published: true,
  },
  {
    daysAgo: 2,
    severity: 'sev3',
    title: 'Search shows sold-out items',
    lead: 'cho',
    before: [
      ['dan', 'general', 'The support desk is closed on Friday afternoon: training.'],
      ['ben', '@ana', 'I am on call for platform until Monday. Write to me when something looks odd.'],
    ],
    come: ['ben'],
    roles: [
      ['cho', 'lead'],
      ['ben', 'fixer'],
    ],
    stepMinutes: 5,
    story: [
      'cho!: Search offers items that are sold out; the basket refuses them. Seen since this morning.',
      'ben: The nightly index job ended at 03:12 with an error and nobody was told.',
      'ben: ?Did a scheduled job, an import or a migration run at that time? → Yes',
      'ben!: Ran the index job by hand, twelve minutes.',
      'cho: Search is right again.',
      'ben: /incident action Alert when the index job fails',
      'cho: [Resolved]',
    ],
    sections: [],
    published: false,
  },
];
