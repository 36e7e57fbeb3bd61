import type { Rule } from './decision.ts';
import { happened, refuse } from './decision.ts';
import type { Comment } from './incident.ts';

/** Who edits or deletes a reply in the post-mortem's thread means the post-mortem too: `text` null is deleted. */
export const reviseComment: Rule<'revise_comment'> = (incident, { ts, text }) => {
  const known = incident.postmortem.comments.find((comment) => comment.ts === ts);
  const left = text === null || text.trim() === '' ? null : text.trim();
  if (known === undefined || known.text === left) return refuse({ reason: 'nothing_changed' });
  return happened({ type: 'comment_revised', ts, text: left });
};

/** The comments after it; who wrote it and when stays. */
export function revisedComments(
  comments: readonly Comment[],
  { ts, text }: { readonly ts: string; readonly text: string | null },
): readonly Comment[] {
  if (text === null) return comments.filter((comment) => comment.ts !== ts);
  return comments.map((comment) => (comment.ts === ts ? { ...comment, text } : comment));
}
