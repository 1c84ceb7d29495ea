import type { AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';

/** A mail as the server took it: to whom, and all of its text, headers first, with soft line breaks undone. */
export type Mail = { to: string[]; text: string };

/** A real SMTP server. */
export type MailServer = {
  url: string;
  /** All that was taken, in order. */
  mails: Mail[];
  /** Refuses what comes from here on, as a server that is out of order, or takes it again. */
  refuses(refusing: boolean): void;
  close(): Promise<void>;
};

const refusal = Object.assign(new Error('Out of order'), { responseCode: 451 });

/** Starts a mail server on 127.0.0.1 that wants a user and a password. */
export const startMailServer = async (): Promise<MailServer> => {
  const mails: Mail[] = [];
  let refusing = false;
  const server = new SMTPServer({
    disabledCommands: ['STARTTLS'],
    authMethods: ['PLAIN'],
    allowInsecureAuth: true,
    onAuth: ({ username = '', password }, _, answer) =>
      username === 'countersign' && password === 's3cret'
        ? answer(null, { user: username })
        : answer(new Error('who is that?')),
    onMailFrom: (_, __, answer) => answer(refusing ? refusal : null),
    onData: (stream, session, answer) => {
      let raw = '';
      stream.setEncoding('utf8');
      stream.on('data', (part: string) => (raw += part));
      stream.on('end', () => {
        const to = session.envelope.rcptTo.map(({ address }) => address);
        mails.push({ to, text: raw.replaceAll('=\r\n', '') });
        answer(null);
      });
    },
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.server.address() as AddressInfo; // a TCP server's, once it listens
  return {
    url: `smtp://countersign:s3cret@127.0.0.1:${port}`,
    mails,
    refuses: (next) => {
      refusing = next;
    },
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
};
