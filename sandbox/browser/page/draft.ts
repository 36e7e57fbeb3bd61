import { app } from './app.ts';

const keyOf = (place: string): string => `sandbox-draft ${location.port} ${app.as} ${place}`;

/**
 * What is typed at a place and not sent yet. Given `text`, it is that from now on. It outlives a reload, in this window.
 */
export function draft(place: string, text?: string): string {
  try {
    if (text) sessionStorage.setItem(keyOf(place), text);
    else if (text === '') sessionStorage.removeItem(keyOf(place));
    return sessionStorage.getItem(keyOf(place)) ?? '';
  } catch {
    // A browser that keeps nothing forgets it when another place is opened.
    return text ?? '';
  }
}
