import { type Incident, nameOf } from '../../incident/incident.ts';
import { escapeText } from '../../record/slack-text.ts';
import { context, type Message, message, section } from '../blocks.ts';
import { link } from './link.ts';

export interface CredentialFound {
  readonly channel: string;
  /** What was found, in our words. */
  readonly kinds: readonly string[];
  /** Where the message can be opened. */
  readonly address: string;
}

/** By direct message, to who wrote a credential into the room: where it still is, and what to do. It quotes nothing. */
export function credentialFound(incident: Incident, { channel, kinds, address }: CredentialFound): Message {
  const what = kinds.map((kind) => `${/^[aeiou]/i.test(kind) ? 'an' : 'a'} ${escapeText(kind)}`).join(', ');
  const where = `${link(address, 'Your message')} in <#${channel}>`;
  const found = `${where} holds what looks like ${what}. It was left out of the record of ${nameOf(incident)}, but Slack still shows it to everybody there.`;
  const steps = [
    '1. *Delete the message*, and write it again without the credential. (Editing it hides it too, but Slack may keep the earlier text.)',
    '2. *Revoke or change the credential now*: notifications, mail and other apps have had it already.',
  ];
  return message(
    `${nameOf(incident)}: your message holds what looks like ${what}. Delete the message in Slack, then revoke or change the credential.`,
    [
      section(found),
      section(steps.join('\n')),
      context('Have you taken it out already? Then only the second step is left. Nobody else was told.'),
    ],
  );
}
