import { app, userOf } from './app.ts';
import { h } from './dom.ts';

/** A square with the first letter, in a colour of its own for eight people; the app's is its sign. */
export function avatar(id: string): HTMLElement {
  const name = id === 'USLACKBOT' ? 'Slackbot' : (userOf(id)?.name ?? '?');
  if (id === app.state.app.botUserId) return h('span', { class: 'avatar bot', 'aria-hidden': 'true' }, '◆');
  const shade = (app.state.users.findIndex((one) => one.id === id) + 8) % 8;
  return h('span', { class: `avatar shade-${shade}`, 'aria-hidden': 'true' }, name.charAt(0).toUpperCase());
}
