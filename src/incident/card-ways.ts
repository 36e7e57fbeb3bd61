import type { Incident } from './incident.ts';
import type { Mailer } from './mailer.ts';

/** How the card for when Slack fails reaches people. */
export interface CardWays {
  /**
   * Address of its page; of a private incident's own page, when it is one; null: there is no page. Whoever has the
   * address can read it, so it is told to full members only, where nobody else reads.
   */
  link(incident: Incident | null): string | null;
  /** null: none is set up. */
  readonly mailer: Mailer | null;
}
