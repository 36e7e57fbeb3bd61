import type { AddressInfo } from 'node:net';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';

export interface ReceivedMail {
  readonly to: readonly string[];
  readonly subject: string;
  readonly id: string;
  /** Headers and body as they came. */
  readonly raw: string;
  /** The body, decoded. */
  readonly text: string;
}

export interface MailServer {
  readonly port: number;
  readonly mails: ReceivedMail[];
  to(address: string): readonly ReceivedMail[];
  /** Answers to the next recipients, such as 550; 0: takes them. */
  refuseWith: number;
  /** The next mail is taken, and the line is cut before it is said. */
  loseReply: boolean;
  /** Called when a mail is kept, before that is said. */
  onTaken: () => void;
  close(): Promise<void>;
}

/** A mail server on the loopback that keeps what it gets. */
export async function openMailServer(options: SMTPServerOptions = {}): Promise<MailServer> {
  const mails: ReceivedMail[] = [];
  const state = { refuseWith: 0, loseReply: false, onTaken: () => {} };
  const server = new SMTPServer({
    disabledCommands: ['STARTTLS', 'AUTH'],
    disableReverseLookup: true,
    logger: false,
    onRcptTo(_address, _session, done) {
      if (state.refuseWith === 0) return done();
      done(Object.assign(new Error('not here'), { responseCode: state.refuseWith }));
    },
    onData(stream, session, done) {
      const parts: Buffer[] = [];
      stream.on('data', (part: Buffer) => parts.push(part));
      stream.on('end', () => {
        const raw = Buffer.concat(parts).toString('utf8');
        mails.push(
          readMail(
            raw,
            session.envelope.rcptTo.map(({ address }) => address),
          ),
        );
        state.onTaken();
        if (!state.loseReply) return done();
        state.loseReply = false;
        (server.connections as unknown as Set<{ _socket: { destroy(): void } }>).forEach((one) => {
          one._socket.destroy();
        });
      });
    },
    ...options,
  });
  server.on('error', () => {});
  const listener = server.listen(0, '127.0.0.1');
  await new Promise((resolve) => listener.once('listening', resolve));
  return {
    port: (listener.address() as AddressInfo).port,
    mails,
    to: (address) => mails.filter((mail) => mail.to.includes(address)),
    get refuseWith() {
      return state.refuseWith;
    },
    set refuseWith(code) {
      state.refuseWith = code;
    },
    get loseReply() {
      return state.loseReply;
    },
    set loseReply(value) {
      state.loseReply = value;
    },
    get onTaken() {
      return state.onTaken;
    },
    set onTaken(call) {
      state.onTaken = call;
    },
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

function readMail(raw: string, to: readonly string[]): ReceivedMail {
  const [head = '', ...rest] = raw.split('\r\n\r\n');
  const body = rest.join('\r\n\r\n');
  const headers = head.replace(/\r\n[ \t]+/g, ' ');
  const header = (name: string) => new RegExp(`^${name}: (.*)$`, 'im').exec(headers)?.[1] ?? '';
  return {
    to,
    subject: decodeWords(header('Subject')),
    id: header('Message-ID'),
    raw,
    text: decodeBody(body, header('Content-Transfer-Encoding')),
  };
}

function decodeWords(text: string): string {
  return text
    .replace(/\?=\s+=\?/g, '?==?')
    .replace(/=\?utf-8\?([bq])\?([^?]*)\?=/gi, (_, how: string, word: string) =>
      how.toLowerCase() === 'b' ? Buffer.from(word, 'base64').toString('utf8') : fromQuoted(word.replaceAll('_', ' ')),
    );
}

function decodeBody(body: string, encoding: string): string {
  const plain =
    encoding === 'base64'
      ? Buffer.from(body, 'base64').toString('utf8')
      : encoding === 'quoted-printable'
        ? fromQuoted(body.replace(/=\r\n/g, ''))
        : body;
  return plain.replaceAll('\r\n', '\n');
}

function fromQuoted(text: string): string {
  return Buffer.from(
    text.replace(/=([0-9A-F]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))),
    'latin1',
  ).toString('utf8');
}
