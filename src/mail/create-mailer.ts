import { createTransport } from 'nodemailer';
import type { MailAnswer, Mailer } from '../incident/mailer.ts';

export interface SmtpAccess {
  readonly host: string;
  readonly port: number;
  readonly user: string | null;
  readonly password: string | null;
  readonly from: string;
}

export interface MailerOptions extends SmtpAccess {
  readonly now: () => number;
  /** Told how each mail ended, for figures. */
  readonly onMail?: (outcome: MailAnswer['outcome']) => void;
  readonly onTrouble?: (why: string) => void;
}

/** Nobody waits for a mail, and the worker has other errands: a server that is silent so long counts as away. */
const patienceMs = 5_000;
/** A server that was away is left alone so long. */
const restMs = 60_000;
/** Mails at once: a server that hangs must not take the worker's hands from Slack. */
const mostAtOnce = 2;
const busyMs = 2_000;

/**
 * Hands mails to a server, with TLS from the start on port 465, else by STARTTLS where the server offers it, and with its
 * certificate checked. After a failure the server rests for a minute, in which everything waits without asking it.
 */
export function createMailer(options: MailerOptions): Mailer {
  const { from, now, onMail = () => {}, onTrouble = () => {} } = options;
  const transport = createSmtp(options);
  let restsUntil = 0;
  let underWay = 0;

  async function hand({ to, subject, text, id }: Parameters<Mailer['send']>[0]): Promise<MailAnswer> {
    const waitMs = restsUntil - now();
    if (waitMs > 0) return { outcome: 'later', afterMs: waitMs, why: 'the mail server was away a moment ago' };
    if (underWay >= mostAtOnce) return { outcome: 'later', afterMs: busyMs, why: 'other mails go first' };
    underWay += 1;
    try {
      await transport.sendMail({
        // A name of ours: whoever replies reaches the address.
        from: { name: 'Muster', address: from },
        to: { name: '', address: to },
        subject,
        text,
        messageId: `<${id}@${from.split('@')[1] ?? 'muster'}>`,
        // Keeps out-of-office replies from coming back (RFC 3834).
        headers: { 'Auto-Submitted': 'auto-generated' },
      });
      return { outcome: 'sent' };
    } catch (error) {
      const why = smtpTrouble(error);
      onTrouble(why);
      if (isRefusal(error)) return { outcome: 'never', why };
      // A recipient who is put off (greylisting) says nothing of the others.
      if ((error as SmtpError).code !== 'EENVELOPE') restsUntil = now() + restMs;
      return { outcome: 'later', afterMs: restMs, why };
    } finally {
      underWay -= 1;
    }
  }

  return {
    async send(mail) {
      const answer = await hand(mail);
      onMail(answer.outcome);
      return answer;
    },
  };
}

/** Connects and signs in, as a mail would; null: all is well, else what is wrong. */
export async function trySmtp(access: SmtpAccess): Promise<string | null> {
  const transport = createSmtp(access);
  try {
    await transport.verify();
    return null;
  } catch (error) {
    return smtpTrouble(error);
  } finally {
    transport.close();
  }
}

function createSmtp({ host, port, user, password }: SmtpAccess) {
  return createTransport({
    host,
    port,
    ...(user === null ? {} : { auth: { user, pass: password ?? '' } }),
    connectionTimeout: patienceMs,
    greetingTimeout: patienceMs,
    socketTimeout: patienceMs,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
}

interface SmtpError {
  /** nodemailer's own word, such as `EAUTH`, or the operating system's. */
  readonly code?: string;
  /** The server's answer, such as 550. */
  readonly responseCode?: number;
}

/** `EAUTH 535`: the server's own words may quote addresses. */
function smtpTrouble(error: unknown): string {
  const { code, responseCode } = error as SmtpError;
  return [code ?? 'no answer', responseCode].filter((part) => part !== undefined).join(' ');
}

/** A lasting no (5yz, RFC 5321) to this mail, and not to our name and password, which can be mended. */
function isRefusal(error: unknown): boolean {
  const { code, responseCode = 0 } = error as SmtpError;
  return responseCode >= 500 && (code === 'EENVELOPE' || code === 'EMESSAGE');
}
