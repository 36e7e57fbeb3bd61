import type { ModalView, StaticSelect } from '@slack/types';
import { type Incident, nameOf } from '../../incident/incident.ts';
import { sayFigure } from '../../record/durations.ts';
import { context, input, modal, option, select, textInput } from '../blocks.ts';
import { inputs } from '../ids.ts';

const minuteMs = 60_000;
const offered = [10, 15, 20, 30, 60, 120];
/** No next update is planned. */
const none = 'none';

/** `Send update`: what happened, what is being done, what users can do meanwhile, when we speak next. */
export function updateForm(incident: Incident): ModalView {
  const last = incident.updates.at(-1);
  const text = (initial = '') => textInput({ multiline: true, initial });
  return modal({
    id: 'send_update',
    memo: { n: incident.number },
    title: `Update for ${nameOf(incident)}`,
    submit: 'Send',
    blocks: [
      context(`It goes into the room${incident.private ? '' : ', onto the announcement'} and onto the briefing.`),
      input(inputs.happened, 'What happened?', text(last?.happened)),
      input(inputs.doing, 'What is being done?', text(last?.doing), { optional: true }),
      input(inputs.meanwhile, 'What can users do meanwhile?', text(last?.meanwhile), { optional: true }),
      input(inputs.next, 'When do we speak next?', nextSelect(incident), {
        hint: 'A time that will be kept, news or not. No promise of a fix.',
      }),
    ],
  });
}

/** Milliseconds until the next update, from what was chosen; null: none is planned. */
export function readNext(chosen: string | null): number | null {
  return chosen === null || !/^\d{1,5}$/.test(chosen) ? null : Number(chosen) * minuteMs;
}

/** The severity's own rhythm is preset, also where it is not among the usual ones. */
function nextSelect(incident: Incident): StaticSelect {
  const everyMs = incident.policy.severities[incident.severity].updateEveryMs;
  const rhythm = everyMs === null ? null : Math.max(1, Math.round(everyMs / minuteMs));
  const minutes = [...new Set([...offered, ...(rhythm === null ? [] : [rhythm])])].sort((a, b) => a - b);
  return select(
    'value',
    [
      ...minutes.map((each) => option(`in ${sayFigure(each * minuteMs)}`, String(each))),
      option('none is planned', none),
    ],
    { chosen: rhythm === null ? none : String(rhythm) },
  );
}
