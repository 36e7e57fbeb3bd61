import type { Instant, UserId } from '../incident/incident.ts';
import { dateToken, escapeTyped } from './slack-text.ts';

/** What somebody typed, as the end of a sentence. */
export function said(typed: string): string {
  const text = escapeTyped(typed.trim());
  return text === '' || /[.?!…:;。？！،؟)>]$/.test(text) ? text : `${text}.`;
}

export function actor(by: UserId): string {
  return by === 'muster' ? 'Muster' : `<@${by}>`;
}

export function clock(at: Instant): string {
  return dateToken(at, '{time}');
}

/** `: the reason.` or, without one, the full stop. */
export function because(reason: string): string {
  return reason.trim() === '' ? '.' : `: ${said(reason)}`;
}
