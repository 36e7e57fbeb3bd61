/** Something that people write; kept under its key in the incident's post-mortem (`writings`). */
export interface Field {
  /** `section.field`, such as `root_cause.whys`. */
  readonly key: string;
  readonly label: string;
  /** Shown in the draft until somebody answers it. */
  readonly question: string;
  /** Under the input of the form; may be empty. */
  readonly hint: string;
  readonly multiline: boolean;
}

export interface Section {
  /** 1–10: its place, and what a reply in the thread begins with. */
  readonly number: number;
  readonly key: string;
  /** Also the heading of the Markdown file. */
  readonly title: string;
  /** The first takes what people reply in the thread. Empty: the section comes from the record alone. */
  readonly fields: readonly Field[];
}

function field(key: string, label: string, question: string, hint = ''): Field {
  return { key, label, question, hint, multiline: true };
}

/** The sections of a post-mortem, in order (requirements C6, E3, E4). */
export const sections: readonly Section[] = [
  {
    number: 1,
    key: 'summary',
    title: 'Executive summary',
    fields: [
      field(
        'summary.text',
        'Summary',
        'In three sentences for somebody who was not there: what broke, whom it hit, what changes?',
        'No acronyms that only the team knows.',
      ),
    ],
  },
  { number: 2, key: 'stats', title: 'Stats', fields: [] },
  {
    number: 3,
    key: 'timeline',
    title: 'Timeline of events',
    fields: [
      field(
        'timeline.unrecorded',
        'What the record does not show',
        'What happened that the table does not show, and when?',
        'Calls, other channels, changes made by hand. One line each, with its time.',
      ),
    ],
  },
  {
    number: 4,
    key: 'client_impact',
    title: 'Client impact',
    fields: [
      field(
        'client_impact.who',
        'Who was hit',
        'Who was hit, and how many?',
        'Customers, regions, a share of requests.',
      ),
      field('client_impact.what', 'What they could not do', 'What could they not do, in their own terms?'),
      field('client_impact.data', 'Data', 'Was any data lost, changed or exposed? No is an answer, too.'),
      field('client_impact.figure', 'One business figure', 'What is one figure that the business knows it by?'),
    ],
  },
  {
    number: 5,
    key: 'analysis',
    title: 'Analysis',
    fields: [
      field('analysis.lead_up', 'Lead-up', 'What happened before, up to weeks earlier, that made it possible?'),
      field('analysis.fault', 'Fault', 'What went wrong, technically?'),
      field('analysis.detection', 'Detection', 'How was it found, and what would halve the time to find it?'),
      field('analysis.response', 'Response', 'Who came, what slowed them down, what helped?'),
      field('analysis.recovery', 'Recovery', 'What brought the service back, and how do we know that it is back?'),
      field('analysis.recurrence', 'Recurrence', 'Has something like this happened before? What was done then?'),
    ],
  },
  {
    number: 6,
    key: 'root_cause',
    title: 'Root cause',
    fields: [
      field(
        'root_cause.whys',
        'Five whys',
        'Why did it happen? And why that? Five times, or until a change of ours would have prevented it.',
        'One why a line. A person’s slip is never the last answer: what made it possible?',
      ),
      field('root_cause.factors', 'Contributing factors', 'Which two or more things had to come together?'),
      field('root_cause.technologies', 'Technologies involved', 'Which technologies were involved, in which versions?'),
      field(
        'root_cause.people',
        'Human elements',
        'What did people see, believe and have to decide, and under what load?',
      ),
    ],
  },
  {
    number: 7,
    key: 'resolution',
    title: 'Resolution',
    fields: [
      field('resolution.short_term', 'Short term', 'What ended the impact?'),
      field('resolution.long_term', 'Long term', 'What will keep it from coming back?'),
      field(
        'resolution.in_place',
        'Changes still in place',
        'Which changes made in a hurry are still in place? None is an answer, too.',
      ),
    ],
  },
  {
    number: 8,
    key: 'lessons',
    title: 'Lessons learned',
    fields: [
      field('lessons.went_well', 'What went well', 'What went well?'),
      field('lessons.went_badly', 'What went badly', 'What went badly?'),
      field('lessons.got_lucky', 'Where we got lucky', 'Where did we get lucky?'),
      field('lessons.others', 'What others can learn', 'What can others learn from it?'),
    ],
  },
  {
    number: 9,
    key: 'action_items',
    title: 'Action items',
    fields: [
      field(
        'action_items.none',
        'If there are none, why',
        'What will be done, by whom, by when? None is an answer, too, with its reason.',
        'Add one with /incident action TEXT; write here only why none is needed.',
      ),
    ],
  },
  {
    number: 10,
    key: 'still_missing',
    title: 'Still missing',
    fields: [field('still_missing.open', 'Open questions', 'Which questions are still open, and who looks into them?')],
  },
];
