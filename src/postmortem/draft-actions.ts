import type { Action } from '../incident/incident.ts';
import { link } from '../record/to-markdown.ts';
import type { DraftFrom, SectionBody } from './draft.ts';
import type { Ink } from './ink.ts';

/** Every action with owner and date; what has neither is asked for by its number. */
export function draftActions({ incident, permalink }: DraftFrom, ink: Ink): SectionBody {
  const { actions } = incident;
  const none = ink.answer('action_items.none');
  if (actions.length === 0) {
    const missing = ink.isWritten('action_items.none') ? [] : [ink.field('action_items.none').question];
    return { markdown: `No action items on the record.\n\n${none}`, missing };
  }
  const row = (action: Action) => {
    const url = action.source === null ? null : permalink(action.source);
    const owner = action.owner === null ? '' : ink.owner(action.owner);
    const cells = [
      action.id,
      ink.typed(action.text, action.at, 'cell'),
      owner,
      action.dueOn ?? '',
      url === null ? '' : link('source', url),
    ];
    return `| ${cells.join(' | ')} |`;
  };
  const table = ['| # | Action | Owner | Due | Link |', '| --- | --- | --- | --- | --- |', ...actions.map(row)].join(
    '\n',
  );
  const lacking = (key: 'owner' | 'dueOn', question: (ids: string) => string) => {
    const ids = actions.filter((action) => action[key] === null).map((action) => action.id);
    return ids.length === 0 ? [] : [question(`${ids.length === 1 ? 'action' : 'actions'} ${ids.join(', ')}`)];
  };
  return {
    markdown: ink.isWritten('action_items.none') ? `${table}\n\n${none}` : table,
    missing: [...lacking('owner', (ids) => `Who owns ${ids}?`), ...lacking('dueOn', (ids) => `By when: ${ids}?`)],
  };
}
