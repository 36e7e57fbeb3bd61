/** What goes down on a thing must come up on the same one, or the browser makes no click of it. */
let pressing: PromiseWithResolvers<void> | null = null;
let ending = 0;

function down(): void {
  clearTimeout(ending);
  ending = 0;
  pressing ??= Promise.withResolvers();
}

/** A moment later: what the press does comes first, on a phone too, where the click follows the finger. */
function up(): void {
  if (!pressing || ending) return;
  ending = setTimeout(() => {
    pressing?.resolve();
    pressing = null;
    ending = 0;
  }, 50);
}

/** With the space bar everything is pressed as it is let go, but in a field it is a letter. */
const isPress = ({ key, target }: KeyboardEvent): boolean =>
  key === ' ' && target instanceof Element && !target.matches('input, textarea');

export function watchPresses(): void {
  const first = { capture: true };
  addEventListener('pointerdown', down, first);
  addEventListener('keydown', (event) => isPress(event) && down(), first);
  for (const end of ['pointerup', 'pointercancel', 'dragend', 'keyup']) addEventListener(end, up, first);
  // Let go where nobody tells us: in another window, or outside this one.
  addEventListener('blur', up);
  addEventListener('pointermove', (event) => event.buttons === 0 && up(), first);
}

/** Resolves when nobody holds a button of the mouse, a finger or the space bar down: at once, nearly always. */
export const released = (): Promise<void> => pressing?.promise ?? Promise.resolve();
