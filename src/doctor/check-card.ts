import { type SmtpSettings, smtpProblem } from '../config/card-settings.ts';
import type { Environment } from '../config/environment.ts';
import type { Directory } from '../incident/directory.ts';
import { trySmtp } from '../mail/create-mailer.ts';
import { type Finding, unwell, well } from './finding.ts';

/** The card for when Slack fails: the way to the mail server, up to signing in, and whether mail and page can find people. */
export async function checkCard(
  { bridgeSecret, smtpPassword, publicUrl }: Environment,
  smtp: SmtpSettings | undefined,
  { people }: Directory,
): Promise<readonly Finding[]> {
  const findings: Finding[] = [];
  if (bridgeSecret !== undefined) {
    const local = /^https?:\/\/(?:localhost|127\.|\[::1\])/.test(publicUrl);
    findings.push(
      local
        ? unwell('card', `its page is at ${publicUrl}/bridge/…, which only this machine reaches`, 'set PUBLIC_URL')
        : well('card', `its page is at ${publicUrl}/bridge/…`),
    );
  }
  if (smtp === undefined) return findings;
  const problem = smtpProblem(smtp, smtpPassword);
  if (problem !== null) return [...findings, unwell('mail', problem, 'set it in .env or in the environment')];
  const where = `${smtp.host}:${smtp.port}`;
  const trouble = await trySmtp({ ...smtp, password: smtpPassword ?? null });
  if (trouble !== null) {
    const todo = trouble.startsWith('EAUTH')
      ? 'correct smtp.user in muster.yml and SMTP_PASSWORD'
      : 'correct smtp in muster.yml, or the way there';
    return [...findings, unwell('mail', `${where} does not take us: ${trouble}`, todo)];
  }
  const known = people.filter(({ slack, email }) => slack !== null && email !== null).length;
  return [
    ...findings,
    known > 0
      ? well('mail', `${where} answers; ${known} people have an address`)
      : unwell('mail', `${where} answers, but nobody has an address`, 'give people slack and email in muster.yml'),
  ];
}
