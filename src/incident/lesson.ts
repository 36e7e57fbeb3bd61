// What an incident knows of its post-mortem.
import type { Instant, UserId } from './incident.ts';
import type { Memory } from './memory.ts';

export type PostmortemState = 'none' | 'draft' | 'published' | 'waived';

export interface Postmortem {
  readonly state: PostmortemState;
  /** Why none is needed, while it is waived; plain text. */
  readonly waiver?: string;
  /** ts of the thread's first message in the room. */
  readonly thread: string | null;
  /** ts of each section's reply, by section number 1–10. */
  readonly sections: Readonly<Record<number, string>>;
  /** What people wrote, by field, such as `root_cause.whys`. */
  readonly writings: Readonly<Record<string, Writing>>;
  readonly comments: readonly Comment[];
  /** Who was asked for memories at resolve; once each. */
  readonly asked: readonly UserId[];
  readonly memories: Readonly<Record<UserId, Memory>>;
}

export interface Writing {
  readonly text: string;
  /** Who changed it last. */
  readonly by: UserId;
  readonly at: Instant;
  /** By whom its lines are, where somebody else has a share in it; joined by line breaks they are the text. */
  readonly parts?: readonly WritingPart[];
}

export interface WritingPart {
  readonly text: string;
  readonly by: UserId;
}

export interface Comment extends Writing {
  readonly ts: string;
}
