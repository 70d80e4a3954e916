import { createHash } from 'node:crypto';
import { SignatureV4 } from '@smithy/signature-v4';
import type { CheckpointOutlet } from '../../ports/checkpoint-outlet.js';
import type { KeptCheckpoint } from '../../ports/log-checkpoints.js';
import { checkpointFileName } from './checkpoint-file-name.js';
import { NodeSha256 } from './node-sha256.js';
import { requestOutlet } from './outlet-request.js';

interface Place {
  readonly name: string;
  readonly shown: string;
  readonly bucket: string;
  readonly prefix: string;
  readonly region: string;
  readonly endpoint: string | null;
  readonly retentionDays: number;
}

export interface S3Credentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
}

const dayMs = 86_400_000;

/**
 * A bucket with object lock, in compliance mode: until the date nobody can delete or replace the object, the owner of the
 * account included. A bucket without object lock refuses the request, and so do we.
 */
export class S3Sink implements CheckpointOutlet {
  readonly kind = 'sink';
  readonly name: string;
  readonly shown: string;
  private readonly signer: SignatureV4;

  constructor(
    private readonly place: Place,
    credentials: S3Credentials,
    readonly pauseMs: number,
    private readonly now: () => Date,
  ) {
    this.name = place.name;
    this.shown = place.shown;
    // S3 alone wants its paths escaped once, not twice.
    this.signer = new SignatureV4({
      ...{ service: 's3', region: place.region, credentials, sha256: NodeSha256 },
      uriEscapePath: false,
    });
  }

  async deliver(checkpoint: KeptCheckpoint): Promise<void> {
    const { note, timestamp } = checkpoint;
    const key = `${this.place.prefix}${checkpointFileName(checkpoint)}`;
    await this.put(key, Buffer.from(note), 'text/plain; charset=utf-8');
    if (timestamp) {
      const token = Buffer.from(timestamp.tokenDer);
      await this.put(key.replace(/\.txt$/, '.tsr'), token, 'application/timestamp-reply');
    }
  }

  private async put(key: string, body: Buffer, contentType: string): Promise<void> {
    const url = this.urlOf(key);
    const now = this.now();
    const retainUntil = new Date(now.getTime() + this.place.retentionDays * dayMs);
    const signed = await this.signer.sign(
      {
        ...{ method: 'PUT', protocol: url.protocol, hostname: url.hostname, path: url.pathname, body },
        ...(url.port !== '' && { port: Number(url.port) }),
        headers: {
          host: url.host,
          'content-type': contentType,
          // S3 wants a checksum with every lock.
          'x-amz-checksum-sha256': createHash('sha256').update(body).digest('base64'),
          'x-amz-object-lock-mode': 'COMPLIANCE',
          'x-amz-object-lock-retain-until-date': retainUntil.toISOString(),
        },
      },
      { signingDate: now },
    );
    await requestOutlet(url.href, { method: 'PUT', headers: signed.headers, body, statuses: [200] });
  }

  private urlOf(key: string): URL {
    const { bucket, region, endpoint } = this.place;
    const path = key.split('/').map(encodeURIComponent).join('/');
    if (endpoint !== null) return new URL(`${endpoint.replace(/\/+$/, '')}/${bucket}/${path}`);
    // A dot in the name would not fit the certificate of a host below it.
    if (bucket.includes('.')) return new URL(`https://s3.${region}.amazonaws.com/${bucket}/${path}`);
    return new URL(`https://${bucket}.s3.${region}.amazonaws.com/${path}`);
  }
}
