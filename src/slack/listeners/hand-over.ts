// `Hand over` in the message about a role's duties and on the panel: to whom, and how things stand, filled in from the
// record. Whoever it is offered to hears of it by direct message; until they accept, nothing changes.
import { offerOf } from '../../incident/handovers.ts';
import type { Incident } from '../../incident/incident.ts';
import { cannotBeGivenInForm } from '../cannot-be-given.ts';
import { typed } from '../form-values.ts';
import { handoverDraft } from '../handover-draft.ts';
import { inputs } from '../ids.ts';
import { nextOnRota } from '../next-on-rota.ts';
import { withMentions } from '../people-by-name.ts';
import { handOverForm } from '../views/hand-over-form.ts';
import { refusal } from '../views/refusal.ts';
import { aboutForm, aboutPressed } from './about.ts';
import { answerForm } from './answer-form.ts';
import type { ActionListener, FormListener } from './listener.ts';
import { openForm } from './open-form.ts';
import { wouldRefuse } from './would-refuse.ts';

/** What somebody wrote to be handed on is offered again to be sent elsewhere while it is so new. */
const freshMs = 30 * 60_000;

export const handOver: ActionListener = (pressed) =>
  aboutPressed(pressed, 'hand_over', async (incident, { role: asked }) => {
    const { slack, user, person } = pressed;
    const held = incident.roles.filter((holding) => holding.user === user).map(({ role }) => role);
    const role = held.includes(asked) || held.length === 0 ? asked : (held[0] ?? asked);
    const offered = { type: 'hand_over', by: user, role, to: '', text: '…' } as const;
    const no = wouldRefuse(incident, offered, slack.now());
    if (no !== null) return refusal(incident, no);
    const before = lastOffer(incident, user, slack.now());
    return openForm(
      pressed,
      handOverForm(incident, {
        roles: held,
        role,
        text: await handoverDraft(slack, incident, person.zone, before),
        offered: offerOf(incident, role, user) ?? null,
        next: nextOnRota(slack, incident, user),
      }),
    );
  });

export const submitHandover: FormListener = (submitted) =>
  aboutForm(submitted, 'hand_over', async (incident, memo) => {
    const { slack, user: by, key, values } = submitted;
    const to = typed(values, inputs.user);
    const no = await cannotBeGivenInForm(slack, incident, to, 'role');
    if (no !== null) return no;
    const role = typed(values, inputs.role) || memo.role;
    const text = await withMentions(slack, incident, typed(values, inputs.text));
    const outcome = await slack.engine.perform(incident, { type: 'hand_over', by, role, to, text }, key);
    return answerForm(submitted, outcome, inputs.user);
  });

function lastOffer({ handovers = [] }: Incident, user: string, now: number): number | null {
  const last = handovers.findLast(
    ({ from, state, at }) => from === user && (state === 'open' || state === 'declined') && now - at < freshMs,
  );
  return last?.id ?? null;
}
