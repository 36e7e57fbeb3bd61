import { describe, expect, test } from '@jest/globals';
import { elementsOf } from '../../sandbox/blocks/find-element.ts';
import type { Incident } from '../../src/incident/incident.ts';
import { briefOf } from '../../src/record/brief.ts';
import { announcement } from '../../src/slack/views/announcement.ts';
import { announcementReply } from '../../src/slack/views/announcement-reply.ts';
import { brief } from '../../src/slack/views/brief.ts';
import { briefing } from '../../src/slack/views/briefing.ts';
import { checklist } from '../../src/slack/views/checklist.ts';
import { duties } from '../../src/slack/views/duties.ts';
import { followerMessage } from '../../src/slack/views/follower-message.ts';
import { home } from '../../src/slack/views/home.ts';
import { line } from '../../src/slack/views/line.ts';
import { movedAnnouncement } from '../../src/slack/views/moved-announcement.ts';
import { panel } from '../../src/slack/views/panel.ts';
import { postmortemHead } from '../../src/slack/views/postmortem-head.ts';
import { postmortemSection } from '../../src/slack/views/postmortem-section.ts';
import { roles } from '../../src/slack/views/roles.ts';
import { roomLink } from '../../src/slack/views/room-link.ts';
import { timeline } from '../../src/slack/views/timeline.ts';
import { topic } from '../../src/slack/views/topic.ts';
import { at, busy, declared, drawing, entry, links, picture, policy, resolved } from './given.ts';

const kept =
  'Everything written here is kept, edits and deletions too. The post-mortem uses the key events; shared copies name roles, not people.';

describe('the briefing', () => {
  test('shows what is wrong, who does what and what comes next', () => {
    expect(picture(briefing(busy()), { menus: true })).toBe(
      drawing(`
        INC-42 · SEV1 · Checkout returns 500s
        Status  Identifying since 10:02   Started  09:58, declared 10:02 by @ana
        Card payments fail in the EU since the 09:55 deployment.
        Lead  @ana for now (declared it)   Fixer  @ben
        Communicator  unclaimed   Scribe  @cho
        Next update  due 10:22; nobody has the communicator role yet
        Is there a problem?  Suspected: Was something deployed shortly before (09:55) · Ruled out: Does a vendor report trouble · Being checked: Did we reach an API limit · Open: 2
        [Take communicator] [Take lead] [Take fixer] [Take scribe]
        [Send update] [Checklist] [Contained] [Resolved] [Edit] [More]
        Services: checkout (payments) runbook, dashboard
        ${kept}
      `),
    );
  });

  test('says when nobody reacts: a missed update, an assumed severity, what could not be done', () => {
    const incident = declared({
      severity: 'sev2',
      severityGiven: false,
      updateMissed: true,
      private: true,
      problems: [{ errand: 'invite', why: 'user_is_restricted', what: '<@U9>', at: at('10:03') }],
    });
    expect(picture(briefing(incident))).toBe(
      drawing(`
        INC-42 · SEV2 · Checkout returns 500s
        Status  Identifying since 10:02   Started  09:58, declared 10:02 by @ana
        Lead  @ana for now (declared it)   Fixer  unclaimed
        Communicator  unclaimed   Scribe  unclaimed
        Next update  was due 10:22, not sent; nobody has the communicator role yet
        Is there a problem?  Open: 4
        [Take fixer] [Take communicator] [Take scribe] [Take lead]
        [Send update] [Checklist] [Contained] [Resolved] [Edit] [More]
        SEV2 for now: nobody has said how bad it is.
        Private: only members of this channel see it.
        Could not be done: invite @lou (user_is_restricted).
        ${kept}
      `),
    );
  });

  test.each<[string, Incident, string]>([
    ['identifying', busy(), '[Send update] [Checklist] [Contained] [Resolved] [Edit] [More]'],
    ['contained', busy({ phase: 'contained' }), '[Send update] [Checklist] [It came back] [Resolved] [Edit] [More]'],
    ['resolved', resolved(), '[Close] [It came back] [Post-mortem] [Checklist] [Edit] [More]'],
    ['closed', resolved({ phase: 'closed' }), '[Reopen] [Post-mortem] [More]'],
    ['cancelled', busy({ phase: 'cancelled' }), '[Reopen] [More]'],
  ])('while %s offers what can be done then', (_, incident, row) => {
    expect(picture(briefing(incident)).split('\n')).toContain(row);
  });

  test('once it is over, roles cannot be taken there and the impact is known', () => {
    const seen = picture(briefing(resolved()));
    expect(seen).not.toContain('Take lead');
    expect(seen).toContain('Status  Resolved at 10:52   Started  09:58, declared 10:02 by @ana\nImpact  33 min');
  });

  test('points to the other one when it is a duplicate', () => {
    expect(picture(briefing(busy({ phase: 'cancelled', duplicateOf: 7 })))).toContain(
      'Status  Cancelled: duplicate of INC-7',
    );
  });

  test('asks before a role is taken over that somebody took by hand, and names them', () => {
    const asking = elementsOf(briefing(busy()).blocks).flatMap(({ label, element, actionId }) =>
      element.confirm === undefined ? [] : [{ label, actionId, confirm: element.confirm }],
    );
    expect(asking).toEqual([
      {
        label: 'Take fixer',
        actionId: 'take_over_role:fixer',
        confirm: {
          title: { type: 'plain_text', text: 'Take fixer over?', emoji: true },
          text: {
            type: 'mrkdwn',
            text: expect.stringMatching(/^<@U2> is fixer, since <!date.*10:07 UTC>\.$/),
            verbatim: true,
          },
          confirm: { type: 'plain_text', text: 'Take over', emoji: true },
          deny: { type: 'plain_text', text: 'Not now', emoji: true },
        },
      },
      expect.objectContaining({ label: 'Take scribe', actionId: 'take_over_role:scribe' }),
    ]);
  });

  test('does not ask while one more may hold the role', () => {
    const two = { ...policy, roles: policy.roles.map((role) => ({ ...role, holders: 2 })) };
    const asking = elementsOf(briefing(busy({ policy: two })).blocks).filter(
      ({ element }) => element.confirm !== undefined,
    );
    expect(asking).toEqual([]);
  });

  test('tells a screen reader the whole of it', () => {
    expect(briefing(busy()).text.replace(/<!date[^|]*\|([^>]*)>/g, '$1')).toBe(
      'INC-42: SEV1, Checkout returns 500s. Identifying since 10:02 UTC. Lead <@U1> for now (declared it), fixer <@U2>, communicator unclaimed, scribe <@U3>. Next update due 10:22 UTC; nobody has the communicator role yet.',
    );
  });

  test('names the day as soon as the time alone could be of another', () => {
    const { times } = declared();
    const days = busy({ phase: 'contained', times: { ...times, contained: at('10:31') + 2 * 86_400_000 } });
    expect(JSON.stringify(briefing(days).blocks)).toContain(
      'Contained since <!date^1795429860^{date_short_pretty} at {time}|',
    );
  });
});

describe('the announcement', () => {
  const update = {
    at: at('10:10'),
    by: 'U1',
    happened: 'Card payments fail.',
    doing: 'We roll back.',
    meanwhile: 'Pay by invoice.',
    nextAt: at('10:30'),
  };

  test('tells everybody else, with the way in', () => {
    expect(picture(announcement(busy({ updates: [update] })))).toBe(
      drawing(`
        INC-42 · SEV1 · Checkout returns 500s
        Status  Identifying since 10:02   Started  09:58
        Lead  @ana for now (declared it)
        Card payments fail in the EU since the 09:55 deployment.
        Last update  10:10: Card payments fail. We roll back. Pay by invoice.
        Next update  due 10:22; nobody has the communicator role yet
        [Join] [Follow]
      `),
    );
  });

  test.each([
    ['a private one', { private: true }],
    ['one whose room is archived', { room: { ...declared().room, archivedAt: at('11:00') } }],
  ])('offers no way into %s', (_, changes) => {
    expect(picture(announcement(busy(changes)))).not.toContain('Join');
  });

  test('its thread does not speak of what only the room can see', () => {
    const event = {
      type: 'resolved',
      at: at('10:52'),
      by: 'U1',
      impactEndedAt: at('10:31'),
      unanswered: [],
      note: '',
    } as const;
    expect(picture(announcementReply(resolved(), event))).toBe('Resolved at 10:52. The impact lasted 33 min.');
  });
});

test('a reminder can be answered where it stands; other news has no buttons', () => {
  const by = { at: at('10:07'), by: 'muster' };
  const reminder = line(busy(), { ...by, type: 'unheld_reminded', roles: ['lead', 'communicator'] });
  expect(picture(reminder)).toBe(
    drawing(`
      @ana is lead only for now. Nobody holds communicator. Who can take them?
      [Take lead] [Take communicator] [Snooze 15 min]
    `),
  );
  expect(picture(line(busy(), { ...by, type: 'role_taken', role: 'fixer', user: 'U2', from: null }))).toBe(
    '@ben is fixer.',
  );
  expect(line(busy(), { ...by, type: 'errand_recovered', errand: 'invite' })).toBeNull();
});

test('the checklist shows who answered what, beside the menu of each item', () => {
  expect(picture(checklist(busy(), 'identifying'), { menus: true })).toBe(
    drawing(`
      Is there a problem?
      Is an internal monitor alerting?  open   [Answer ▾ Yes | No | N/A | I'm checking | Add note]
      Does a vendor report trouble?   [No ▾ Yes | No | N/A | I'm checking | Add note]
      No — @ben, 10:07
      Was something deployed shortly before?   [Yes ▾ Yes | No | N/A | I'm checking | Add note]
      Yes — @ben, 10:07: 09:55
      Did we reach an API limit?   [I'm checking ▾ Yes | No | N/A | I'm checking | Add note]
      Being checked — @cho, 10:09
      Is there a problem?  Suspected: Was something deployed shortly before (09:55) · Ruled out: Does a vendor report trouble · Being checked: Did we reach an API limit · Open: 2
      Anybody may answer; who and when is kept. It blocks nothing.
    `),
  );
});

test('a checklist that is too long for a message ends with what is known and the way to the rest', () => {
  const items = Array.from({ length: 55 }, (_, i) => ({
    id: `identifying.1.${i}`,
    text: `Question ${i}?`,
    link: null,
  }));
  const checklists = policy.checklists.map((list) => (list.phase === 'identifying' ? { ...list, items } : list));
  const rows = picture(checklist(declared({ policy: { ...policy, checklists } }), 'identifying')).split('\n');
  expect(rows.slice(-5)).toEqual([
    'Question 44?   [Answer ▾]',
    '[Checklist]',
    '10 more in the form.',
    'Is there a problem?  Open: 55',
    'Anybody may answer; who and when is kept. It blocks nothing.',
  ]);
});

test('a menu forgets what was chosen in it once the answer has changed', () => {
  const blockOf = (incident: Incident) => elementsOf(checklist(incident, 'identifying').blocks)[0]?.blockId;
  const noted = { answer: null, by: 'U2', at: at('10:09'), note: 'twice' };
  expect(blockOf(declared())).toBe(blockOf(declared()));
  expect(blockOf(declared({ checks: { 'identifying.1.1': noted } }))).not.toBe(blockOf(declared()));
  const answered = { ...noted, answer: 'yes' as const };
  const notedAgain = { ...answered, note: 'thrice' };
  expect(blockOf(declared({ checks: { 'identifying.1.1': notedAgain } }))).not.toBe(
    blockOf(declared({ checks: { 'identifying.1.1': answered } })),
  );
});

test('duties say what the role asks, until when, and how to give it up', () => {
  expect(picture(duties(busy(), 'communicator', 'U4', 'U1'))).toBe(
    drawing(`
      @ana gave you communicator of INC-42, Checkout returns 500s. Room: #inc-42-checkout-returns-500s
      You speak for it. Facts and the next time, no promises.
      The next update is due 10:22.
      In the room: \`/incident update\` opens the form of an update.
      [Send update] [Hand over] [Step down]
    `),
  );
  expect(picture(duties(busy(), 'fixer', 'U2', 'U2')).split('\n')[0]).toMatch(/^You are fixer of INC-42/);
});

test('who declared without a severity finds the others beside the link', () => {
  expect(picture(roomLink(declared({ severity: 'sev2', severityGiven: false })))).toBe(
    drawing(`
      INC-42 is open: #inc-42-checkout-returns-500s
      It is SEV2 for now.
      [SEV1] [SEV2] [SEV3] [SEV4]
    `),
  );
  expect(picture(roomLink(declared()))).toBe('INC-42 is open: #inc-42-checkout-returns-500s');
});

test('who declared hears it when the room could not be opened', () => {
  const room = { ...declared().room, channel: null };
  expect(picture(roomLink(declared({ room })))).toBe('INC-42 is being opened…');
  const problems = [{ errand: 'open_channel', why: 'restricted_action', what: '', at: at('10:02') }];
  expect(picture(roomLink(declared({ room, problems })))).toBe(
    'INC-42 is on the record, but it has no room yet. Could not be done: open the room (restricted_action). Commands that name INC-42 work; once Slack allows it, `/incident reopen INC-42 REASON` tries again.',
  );
});

test('the panel offers what this person can do now', () => {
  expect(picture(panel(busy(), 'U2', at('10:30')))).toBe(
    drawing(`
      INC-42 · SEV1 · Checkout returns 500s
      Identifying since 10:02. You are fixer.
      Roles
      [Take communicator] [Take lead] [Take scribe] [Hand over] [Step down as fixer] [Give a role]
      Work
      [Send update] [Checklist] [Contained] [Resolved] [Page] [Ask someone] [Asks] [Log change] [Decision] [Add action item]
      Correct
      [Edit] [Cancel: false alarm]
      Look
      [Brief] [Timeline] [Export] [Help]
      \`/incident help\` shows what one can type here.
    `),
  );
  expect(picture(panel(resolved(), 'U2', at('10:30')))).toContain('[Brief] [Timeline] [Export] [Post-mortem] [Help]');
});

test('roles read as who, since when', () => {
  expect(
    picture(roles(busy(), 'U1', at('10:12')))
      .split('\n')
      .slice(0, 4),
  ).toEqual([
    'Roles of INC-42',
    'Lead  @ana since 10:02, for now (declared it)   Fixer  @ben since 10:07',
    'Communicator  unclaimed   Scribe  @cho since 10:05',
    '[Take communicator] [Take lead] [Take fixer] [Take scribe]',
  ]);
});

test('the brief is what somebody who comes late needs', () => {
  const entries = [
    entry({ text: '<!channel> rolled\nback' }),
    entry({ at: at('10:11'), kind: 'note', text: 'Traffic is back', channel: null, ts: null }),
    entry({ at: at('10:11'), keyEvent: false, text: 'chatter' }),
  ];
  const seen = picture(brief(busy(), briefOf(busy(), entries, at('10:12')), links, at('10:12')));
  expect(seen).toBe(
    drawing(`
      INC-42 · SEV1 · Checkout returns 500s
      Status  Identifying since 10:02   Started  09:58; 14 min so far
      Card payments fail in the EU since the 09:55 deployment.
      Lead  @ana for now (declared it)   Fixer  @ben
      Communicator  unclaimed   Scribe  @cho
      Key events
      10:10  @ben: @channel rolled back  open
      10:11  Traffic is back
      Last update  none yet.
      Next update  due 10:22; nobody has the communicator role yet
      Is there a problem?  Suspected: Was something deployed shortly before (09:55) · Ruled out: Does a vendor report trouble · Being checked: Did we reach an API limit · Open: 2
      As of today at 10:12. \`/incident brief INC-42\` shows it again.
    `),
  );
});

test('the timeline shows the newest twenty key events and says where the rest is', () => {
  const many = Array.from({ length: 23 }, (_, i) => entry({ at: at('10:10') + i * 60_000, text: `event ${i}` }));
  const gone = entry({ at: at('10:50'), text: 'taken back', deletedAt: at('10:51') });
  const seen = picture(timeline(busy(), [...many, gone], links, at('10:52'))).split('\n');
  expect(seen.slice(0, 3)).toEqual([
    'Key events of INC-42, Checkout returns 500s',
    'The newest 20; 4 earlier ones are in the export.',
    '10:14  @ben: event 4  open',
  ]);
  expect(seen.filter((row) => row.includes('event '))).toHaveLength(19);
  expect(seen).toContain('10:50  deleted 10:51');
  expect(seen.join()).not.toContain('taken back');
});

test('home shows my roles, what is open and what was lately', () => {
  expect(picture(home({ user: 'U2', open: [busy()], recent: [resolved({ number: 41 })] }))).toBe(
    drawing(`
      Incidents
      [Declare an incident]
      Your roles
      fixer  INC-42 Checkout returns 500s · #inc-42-checkout-returns-500s
      Open
      INC-42 · SEV1 · Checkout returns 500s
      Identifying since today at 10:02 · Lead @ana for now (declared it) · #inc-42-checkout-returns-500s
      Lately
      INC-41 · SEV1 · Checkout returns 500s
      Resolved today at 10:52 · Lead @ana for now (declared it) · #inc-42-checkout-returns-500s
    `),
  );
});

test('the post-mortem says its state; each section has its place and the way to write', () => {
  expect(picture(postmortemHead(resolved(), 3))).toBe(
    drawing(`
      Post-mortem INC-42 · Checkout returns 500s
      Draft. 3 things are missing. The sections are in the thread, the file is attached there.
      [Make again] [Mark as published] [No post-mortem needed]
      Making it again reads the newest record and loses nothing that was written.
    `),
  );
  const waived = resolved({
    postmortem: { ...resolved().postmortem, state: 'waived', waiver: 'same as <!here> INC-0' },
  });
  expect(picture(postmortemHead(waived, 3))).toContain('No post-mortem needed. Why: same as <!here> INC-0\nThe ');
  expect(JSON.stringify(postmortemHead(waived, 3))).not.toContain('<!here>');
  const section = { number: 6, title: 'Root cause', markdown: 'Why did it happen?', missing: ['Why did it happen?'] };
  expect(picture(postmortemSection(resolved(), section))).toBe(
    drawing(`
      6 of 10 · Root cause
      Why did it happen?
      [Write]
      Or reply here, beginning with \`6\`.
    `),
  );
  const stats = { number: 2, title: 'Stats', markdown: 'None.', missing: [] };
  expect(picture(postmortemSection(resolved(), stats))).not.toContain('Write');
});

test('a title that Slack cuts in the first line stands whole below it', () => {
  const title = `${'Checkout <500s> & '.repeat(8)}end 1`;
  expect(title).toHaveLength(149);
  const incident = busy({ title });
  const shown = [briefing, announcement, (one: Incident) => panel(one, 'U1', at('10:20'))].map((view) =>
    view(incident),
  );
  for (const one of [...shown, movedAnnouncement(incident, 'C2'), followerMessage(incident, { heard: '' })]) {
    const [first, second] = picture(one).split('\n');
    expect(first).toMatch(/^INC-42 · .*…$/);
    expect(second).toBe(title);
  }
  const fits = busy({ title: title.slice(0, 150 - 'INC-42 · SEV1 · '.length) });
  expect(picture(announcement(fits)).split('\n')[1]).toMatch(/^Status/);
});

test('the topic is plain text within what Slack takes', () => {
  expect(topic(busy())).toBe('SEV1 · INC-42 Checkout returns 500s');
  expect(topic(busy({ title: 'x'.repeat(400) }))).toHaveLength(250);
});
