import { parseCheckpoint, parseSignedNote } from '@sealwright/audit/log';
import { type CheckpointOutlet, OutletError } from '../../ports/checkpoint-outlet.js';
import type { KeptCheckpoint } from '../../ports/log-checkpoints.js';
import type { Mailer } from '../../ports/mailer.js';

interface Place {
  readonly name: string;
  readonly shown: string;
  readonly address: string;
}

/** A mailbox, best one that nobody of the installation can empty. */
export class MailSink implements CheckpointOutlet {
  readonly kind = 'sink';
  readonly name: string;
  readonly shown: string;
  private readonly address: string;

  constructor(
    { name, shown, address }: Place,
    private readonly mailer: Pick<Mailer, 'send'>,
    readonly pauseMs: number,
  ) {
    this.name = name;
    this.shown = shown;
    this.address = address;
  }

  async deliver({ generation, head, note }: KeptCheckpoint): Promise<void> {
    const { origin } = parseCheckpoint(parseSignedNote(note).text);
    const text = `${introduction(origin, head.size)}\n\n${note}`;
    const receipt = await this.mailer.send({
      // The same for each attempt, so that a mail sent twice is shown once.
      messageId: `checkpoint-${generation === 1 ? '' : `${generation}-`}${head.size}-${this.name}@${origin.split('/')[0]?.replace(/:\d+$/, '')}`,
      to: { name: '', address: this.address },
      subject: `Checkpoint of ${origin}: ${head.size} entries`,
      text,
      html: `<p>${asHtml(introduction(origin, head.size))}</p><pre>${asHtml(note)}</pre>`,
    });
    if (receipt.state === 'sent') return;
    const code = receipt.state === 'deferred' ? 'outlet-unreachable' : 'outlet-refused';
    throw new OutletError(code, `The mail server did not take the mail: ${receipt.response}`);
  }
}

function introduction(origin: string, size: number): string {
  return `The audit log ${origin} has ${size} entries. Keep this mail: whoever later changes an entry cannot make the log agree with the lines below. To compare, put them into a file and run: sealwright audit verify-log --checkpoint FILE`;
}

function asHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
