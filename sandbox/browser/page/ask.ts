import { type Child, h } from './dom.ts';

/** Asks before something is done; true for yes. */
export function ask(title: string, words: Child, yes: string, no: string, danger = false): Promise<boolean> {
  return new Promise((resolve) => {
    const dialog = h('dialog', { class: 'ask', 'aria-labelledby': 'ask-title' });
    const end = (answer: boolean) => {
      dialog.close();
      dialog.remove();
      resolve(answer);
    };
    const yesButton = h(
      'button',
      { type: 'button', class: danger ? 'danger solid' : 'primary', onclick: () => end(true) },
      yes,
    );
    dialog.append(
      h('h2', { id: 'ask-title' }, title),
      h('div', { class: 'words' }, words),
      h('footer', {}, h('button', { type: 'button', onclick: () => end(false) }, no), yesButton),
    );
    dialog.addEventListener('cancel', (event) => {
      event.preventDefault();
      end(false);
    });
    document.body.append(dialog);
    dialog.showModal();
    yesButton.focus();
  });
}

/** Shows something in a window over the page. */
export function show(title: string, ...children: Child[]): void {
  const dialog = h('dialog', { class: 'sheet', 'aria-labelledby': 'sheet-title' });
  const end = () => {
    dialog.close();
    dialog.remove();
  };
  dialog.append(
    h(
      'header',
      {},
      h('h2', { id: 'sheet-title' }, title),
      h('button', { type: 'button', class: 'icon', 'aria-label': 'Close', onclick: end }, '✕'),
    ),
    h('div', { class: 'body', tabindex: '0', role: 'region', 'aria-labelledby': 'sheet-title' }, children),
  );
  dialog.addEventListener('cancel', (event) => {
    event.preventDefault();
    end();
  });
  document.body.append(dialog);
  dialog.showModal();
}
