import type { StaticSelect } from '@slack/types';
import { type Policy, type Severity, severities } from '../../incident/policy.ts';
import { option, select } from '../blocks.ts';
import { severityWord } from './headline.ts';

/** `SEV1 · Critical` …, the worst first. */
export function severitySelect(policy: Pick<Policy, 'severities'>, chosen: Severity | null): StaticSelect {
  return select(
    'value',
    severities.map((severity) => option(`${severityWord(severity)} · ${policy.severities[severity].name}`, severity)),
    { chosen, placeholder: 'SEV2 for now' },
  );
}
