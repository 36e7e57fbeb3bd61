import type { Button } from '@slack/types';
import type { RoleAsk } from '../../incident/crew.ts';
import type { Incident, Instant } from '../../incident/incident.ts';
import type { RoleName } from '../../incident/policy.ts';
import { openRoleAsks } from '../../incident/role-asks.ts';
import { button } from '../blocks.ts';
import { moment } from './moment.ts';

/** `<@U1> (asked 03:03, no answer)`, raw: who is asked holds nothing yet. */
export function askedRole(incident: Incident, ask: RoleAsk, now?: Instant): string {
  const again = ask.againAt === null ? '' : `, again ${moment(incident, ask.againAt, now)}`;
  return `<@${ask.user}> (asked ${moment(incident, ask.at, now)}${again}, no answer)`;
}

/** `[Ask again] [Page next]` for each who has not answered; with several, each button names the role. */
export function askedRoleButtons(incident: Incident, roles: readonly RoleName[] | null = null): readonly Button[] {
  const open = openRoleAsks(incident).filter(({ role }) => roles === null || roles.includes(role));
  const several = open.length > 1;
  const pages = (incident.policy.pageable ?? []).length > 0;
  const { number: n } = incident;
  return open.flatMap((ask) => {
    const which = several ? ` (${ask.role})` : '';
    const suffix = `${ask.id}`;
    return [
      button(`Ask again${which}`, 'ask_role_again', { n, id: ask.id }, { suffix }),
      ...(pages ? [button(`Page next${which}`, 'page_instead', { n, id: ask.id }, { suffix })] : []),
    ];
  });
}
