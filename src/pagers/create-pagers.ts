import type { Pagers } from '../incident/pager.ts';
import { type PagerDutyAccess, pagerDuty } from './pager-duty.ts';
import { type ZendutyAccess, zenduty } from './zenduty.ts';

/** Credentials of the paging services that are set up. */
export interface PagerAccess {
  readonly pagerDuty: Omit<PagerDutyAccess, 'timeoutMs'> | null;
  readonly zenduty: Omit<ZendutyAccess, 'timeoutMs'> | null;
}

/** Longer nobody waits for a service: the own call tree is asked then. */
const patienceMs = 4_000;

export function createPagers(access: PagerAccess | undefined, timeoutMs = patienceMs): Pagers {
  return {
    ...(access?.pagerDuty == null ? {} : { pagerduty: pagerDuty({ ...access.pagerDuty, timeoutMs }) }),
    ...(access?.zenduty == null ? {} : { zenduty: zenduty({ ...access.zenduty, timeoutMs }) }),
  };
}
