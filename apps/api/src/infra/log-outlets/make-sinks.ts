import type { CheckpointSink } from '../../config/checkpoint-sinks.js';
import type { CheckpointOutlet } from '../../ports/checkpoint-outlet.js';
import type { Mailer } from '../../ports/mailer.js';
import { FileSink } from './file-sink.js';
import { MailSink } from './mail-sink.js';
import { type S3Credentials, S3Sink } from './s3-sink.js';
import { WebhookSink } from './webhook-sink.js';

export interface SinkSurroundings {
  readonly mailer: Mailer;
  readonly everyMs: number;
  /** Present when a sink needs it: the configuration is refused otherwise. */
  readonly webhookSecret: string | null;
  readonly s3: S3Credentials | null;
  readonly now: () => Date;
}

export function makeSinks(
  sinks: readonly CheckpointSink[],
  around: SinkSurroundings,
): readonly CheckpointOutlet[] {
  return sinks.map((sink) => makeSink(sink, around));
}

function makeSink(sink: CheckpointSink, around: SinkSurroundings): CheckpointOutlet {
  const { mailer, everyMs, webhookSecret, s3, now } = around;
  switch (sink.kind) {
    case 'file':
      return new FileSink(sink, everyMs);
    case 'mail':
      return new MailSink(sink, mailer, everyMs);
    case 'webhook':
      if (webhookSecret === null) throw new TypeError('A webhook sink needs its secret.');
      return new WebhookSink(sink, webhookSecret, everyMs, now);
    case 's3':
      if (s3 === null) throw new TypeError('An S3 sink needs its keys.');
      return new S3Sink(sink, s3, everyMs, now);
  }
}
