import { createHmac } from 'node:crypto';
import { parseCheckpoint, parseSignedNote } from '@sealwright/audit/log';
import type { CheckpointOutlet } from '../../ports/checkpoint-outlet.js';
import type { KeptCheckpoint } from '../../ports/log-checkpoints.js';
import { requestOutlet } from './outlet-request.js';

interface Place {
  readonly name: string;
  readonly shown: string;
  readonly url: string;
}

const accepted = [200, 201, 202, 204];

/**
 * A POST signed as Standard Webhooks says: HMAC-SHA256 over `<id>.<timestamp>.<body>`. The id is the same for each attempt
 * with one checkpoint, so that a receiver can drop what it has.
 */
export class WebhookSink implements CheckpointOutlet {
  readonly kind = 'sink';
  readonly name: string;
  readonly shown: string;
  private readonly url: string;

  constructor(
    { name, shown, url }: Place,
    private readonly secret: string,
    readonly pauseMs: number,
    private readonly now: () => Date,
  ) {
    this.name = name;
    this.shown = shown;
    this.url = url;
  }

  async deliver(checkpoint: KeptCheckpoint): Promise<void> {
    const body = writeBody(checkpoint);
    const { generation, head } = checkpoint;
    const id = generation === 1 ? `checkpoint-${head.size}` : `checkpoint-${generation}-${head.size}`;
    const timestamp = String(Math.floor(this.now().getTime() / 1_000));
    const mac = createHmac('sha256', this.secret).update(`${id}.${timestamp}.${body}`).digest('base64');
    await requestOutlet(this.url, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'webhook-id': id,
        'webhook-timestamp': timestamp,
        'webhook-signature': `v1,${mac}`,
      },
      body: new TextEncoder().encode(body),
      statuses: accepted,
    });
  }
}

function writeBody({ head, note, signedAt, timestamp }: KeptCheckpoint): string {
  const { origin } = parseCheckpoint(parseSignedNote(note).text);
  return JSON.stringify({
    type: 'log.checkpoint',
    data: {
      origin,
      size: head.size,
      rootHex: Buffer.from(head.root).toString('hex'),
      signedAt: signedAt.toISOString(),
      checkpoint: note,
      timestampTokenBase64: timestamp && Buffer.from(timestamp.tokenDer).toString('base64'),
    },
  });
}
