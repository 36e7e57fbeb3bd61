// A message that reads like a change is offered to the scribe, else the lead, to confirm with one press.
import type { Heard, IncidentRef } from '../../engine/engine.ts';
import { type ReadsLikeChange, readsLikeChange } from '../../incident/reads-like-change.ts';
import { plainOf } from '../../record/slack-text.ts';
import type { Slack } from '../slack.ts';
import { typedWords } from '../typed-text.ts';

const readers = new WeakMap<readonly string[], ReadsLikeChange>();

/** One offer for each message at most; what apps post is no offer, they would fill the list. */
export async function hearChange(
  slack: Slack,
  ref: IncidentRef,
  heard: Extract<Heard, { readonly kind: 'message' }>,
): Promise<void> {
  const { channel, ts, user: by, at } = heard;
  if (!readerOf(slack.policy.changeWords ?? [])(plainOf(heard.text, (id) => id))) return;
  if ((await slack.people.find(by)).kind === 'bot') return;
  const offer = { channel, ts, text: typedWords(heard.text), by, at };
  await slack.engine.perform(ref, { type: 'offer_change', by: 'muster', offer }, `offer:${channel}:${ts}`);
}

/** The words are those of the configuration as it is now: an offer is a help, and no rule of the incident. */
function readerOf(words: readonly string[]): ReadsLikeChange {
  const reader = readers.get(words) ?? readsLikeChange(words);
  readers.set(words, reader);
  return reader;
}
