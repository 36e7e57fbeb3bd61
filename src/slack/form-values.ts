import type { ViewOutput } from '@slack/bolt';
import type { FormValues } from './listeners/listener.ts';

type State = ViewOutput['state']['values'];

/** What was typed and chosen, by block id; each block of ours holds one element. */
export function readForm(values: State): FormValues {
  return Object.fromEntries(
    Object.entries(values).map(([block, elements]) => [block, readElement(Object.values(elements)[0])]),
  );
}

function readElement(element: State[string][string] | undefined): FormValues[string] {
  if (element === undefined) return null;
  switch (element.type) {
    case 'static_select':
    case 'radio_buttons':
      return element.selected_option?.value ?? null;
    case 'multi_static_select':
    case 'checkboxes':
      return (element.selected_options ?? []).map((option) => option.value ?? '');
    case 'users_select':
      return element.selected_user ?? null;
    case 'datepicker':
      return element.selected_date ?? null;
    case 'datetimepicker':
      return (element as { readonly selected_date_time?: number | null }).selected_date_time ?? null;
    default:
      return element.value ?? null;
  }
}

/** A text that was typed; empty when none was. */
export function typed(values: FormValues, block: string): string {
  const value = values[block];
  return typeof value === 'string' ? value.trim() : '';
}

/** Options that were chosen. */
export function chosen(values: FormValues, block: string): readonly string[] {
  const value = values[block];
  return Array.isArray(value) ? (value as readonly string[]) : [];
}

/** A moment that was chosen, in milliseconds since 1970; null when none was. */
export function moment(values: FormValues, block: string): number | null {
  const value = values[block];
  return typeof value === 'number' ? value * 1000 : null;
}
