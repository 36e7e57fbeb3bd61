// What Slack shows of an incident, and the errands that show it.
import type { Errand, Task } from './errands.ts';
import type { Incident, UserId } from './incident.ts';
import type { ChecklistPhase } from './policy.ts';

/** Sections of a post-mortem, posted one after the other. */
export const sectionCount = 10;

/** What shows the facts of an incident: the briefing, and the announcement unless it is private. */
export function facts(incident: Incident): readonly Errand[] {
  return [paint('briefing', { kind: 'paint_briefing' }), ...announcement(incident)];
}

export function announcement(incident: Incident): readonly Errand[] {
  return incident.private ? [] : [paint('announcement', { kind: 'paint_announcement' })];
}

/** The checklists of a phase, if the policy has any. */
export function checklist(incident: Incident, phase: ChecklistPhase): readonly Errand[] {
  const any = incident.policy.checklists.some((list) => list.phase === phase && list.items.length > 0);
  return any ? [paint(`checklist:${phase}`, { kind: 'paint_checklist', phase })] : [];
}

/** An adopted channel keeps the topic that it has. */
export function topic(incident: Incident): readonly Errand[] {
  return incident.room.adopted ? [] : [paint('topic', { kind: 'paint_topic' })];
}

/** Those of these sections that stand in the thread, and its head; none before there is one. */
export function repaintedSections(incident: Incident, sections: readonly number[]): readonly Errand[] {
  const { thread, sections: posted } = incident.postmortem;
  if (thread === null) return [];
  return [
    paint('postmortem', { kind: 'paint_postmortem' }),
    ...[...new Set(sections)]
      .filter((section) => posted[section] !== undefined)
      .map((section) => paint(`section:${section}`, { kind: 'paint_section', section })),
  ];
}

/** What of the post-mortem shows title, summary, severity and times: all but what only people write. */
export function factsInPostmortem(incident: Incident): readonly Errand[] {
  return repaintedSections(incident, [1, 2, 3, 4, 5, 7, sectionCount]);
}

export function homes(users: readonly UserId[]): readonly Errand[] {
  return [...new Set(users)]
    .filter((user) => user !== 'muster')
    .map((user) => paint(`home:${user}`, { kind: 'paint_home', user }));
}

export function act(surface: string, task: Task): Errand {
  return { sort: 'do', surface, task };
}

export function paint(surface: string, task: Task): Errand {
  return { sort: 'paint', surface, task };
}

export function say(surface: string, task: Task): Errand {
  return { sort: 'say', surface, task };
}

/** The post-mortem as a file, in its thread. */
export function markdown(): Errand {
  return act('markdown', { kind: 'upload_files', files: 'postmortem', to: 'thread', thenArchive: false });
}

/** Whole numbers, both ends included. */
export function range(from: number, to: number): readonly number[] {
  return Array.from({ length: to - from + 1 }, (_, index) => from + index);
}

/**
 * The timeline itself, and the section that tells of its gaps. Once the one before it stands, a section is on its way,
 * maybe with the old words: it is drawn again after that.
 */
export function keyEventsInPostmortem({ postmortem: { thread, sections } }: Incident): readonly Errand[] {
  if (thread === null) return [];
  const due = [3, sectionCount].filter((section) => sections[section - 1] !== undefined);
  return [
    paint('postmortem', { kind: 'paint_postmortem' }),
    ...due.map((section) => paint(`section:${section}`, { kind: 'paint_section', section })),
  ];
}
