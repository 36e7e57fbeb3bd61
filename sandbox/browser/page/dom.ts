export type Child = Node | string | null | undefined | false | readonly Child[];
type Props = Record<string, unknown>;

/**
 * One element. `on…` are listeners, `data` goes to `dataset`, a boolean switches an attribute, the rest are attributes.
 * Text only ever becomes text: nothing that somebody wrote is read as HTML.
 */
export function h<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  props: Props = {},
  ...children: Child[]
): HTMLElementTagNameMap[Tag] {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(props)) {
    if (value === undefined || value === null || value === false) continue;
    if (typeof value === 'function') element.addEventListener(name.slice(2), value as EventListener);
    else if (name === 'data') Object.assign(element.dataset, value);
    else if (name === 'value') (element as unknown as HTMLInputElement).value = String(value);
    else element.setAttribute(name, value === true ? '' : String(value));
  }
  put(element, children);
  return element;
}

export function put(element: Node, children: Child): void {
  if (Array.isArray(children)) for (const child of children as readonly Child[]) put(element, child);
  else if (children instanceof Node) element.appendChild(children);
  else if (typeof children === 'string') element.appendChild(document.createTextNode(children));
}

export function fill(element: Element, ...children: Child[]): void {
  element.replaceChildren();
  put(element, children);
}

/** Draws anew, and the same thing keeps the focus: what can have it carries a `data-key`. */
export function keepingFocus(root: Element, draw: () => void): void {
  const active = document.activeElement;
  const key = active instanceof HTMLElement && root.contains(active) ? active.dataset.key : undefined;
  const caret =
    active instanceof HTMLInputElement || active instanceof HTMLTextAreaElement ? active.selectionStart : null;
  draw();
  if (!key || root.contains(document.activeElement)) return;
  const again = [...root.querySelectorAll<HTMLElement>('[data-key]')].find((one) => one.dataset.key === key);
  again?.focus({ preventScroll: true });
  if (caret !== null && (again instanceof HTMLInputElement || again instanceof HTMLTextAreaElement)) {
    try {
      again.setSelectionRange(caret, caret);
    } catch {
      // A date has no caret.
    }
  }
}

/** Said to who listens to the page instead of looking at it. */
export function announce(text: string): void {
  const live = document.getElementById('live');
  if (!live) return;
  live.append(h('p', {}, text));
  while (live.children.length > 5) live.firstElementChild?.remove();
}

/** A short word at the lower edge, for what could not be done. */
export function toast(text: string): void {
  const box = document.getElementById('toasts');
  if (!box) return;
  const note = h('p', { class: 'toast' }, text);
  box.append(note);
  setTimeout(() => note.remove(), 6000);
}
