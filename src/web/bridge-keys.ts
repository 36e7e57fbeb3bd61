import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Incident } from '../incident/incident.ts';

/**
 * What opens the card's page: the secret for all that is not private, and for each private incident one of its own. That
 * one is made of the secret, so nothing is stored, and another secret changes all of them.
 */
export interface BridgeKeys {
  /** What a link to this incident ends with; null: to all that are not private. */
  keyFor(incident: Pick<Incident, 'workspace' | 'number' | 'private'> | null): string;
  /** In a time that does not tell how much of it is right. */
  opens(key: string, given: string): boolean;
}

export function createBridgeKeys(secret: string): BridgeKeys {
  const digest = (text: string) => createHmac('sha256', secret).update(text);
  return {
    keyFor: (incident) =>
      incident?.private === true
        ? digest(`incident ${incident.workspace} ${incident.number}`).digest('base64url')
        : secret,
    // Digests have one length, which comparing needs.
    opens: (key, given) => timingSafeEqual(digest(`key ${key}`).digest(), digest(`key ${given}`).digest()),
  };
}
