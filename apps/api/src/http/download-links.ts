import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';
import { AppError } from '../domain/app-error.js';

export const DOWNLOAD_LINK_LIFETIME_MS = 60_000;

/** `all.zip`: everything of the envelope. */
export const fileKinds = ['original', 'sealed', 'certificate', 'audit.json', 'all.zip'] as const;
export type FileKind = (typeof fileKinds)[number];

const grant = z.strictObject({
  organisationId: z.uuid(),
  envelopeId: z.uuid(),
  kind: z.enum(fileKinds),
  /** Of original and sealed files. */
  documentId: z.uuid().optional(),
  /** Who asked: of everything, a recipient gets less than a member. */
  reader: z.enum(['member', 'recipient']),
  /** The record up to this event, so that the file is the one whose hash was recorded. */
  untilSeq: z.int().min(0),
  expiresAtMs: z.int(),
});
export type DownloadGrant = z.infer<typeof grant>;

/**
 * Short-lived addresses for files: GET stays inert because the recorded act is the POST that made the address. The grant
 * travels in the address itself, under a MAC; nothing is stored.
 */
export class DownloadLinks {
  private readonly key: Uint8Array;

  constructor(secret: Uint8Array) {
    this.key = new Uint8Array(hkdfSync('sha256', secret, '', 'sealwright download link v1', 32));
  }

  write(granted: DownloadGrant): string {
    const payload = Buffer.from(JSON.stringify(granted)).toString('base64url');
    return `${payload}.${this.mac(payload).toString('base64url')}`;
  }

  /** @throws AppError `download-link-invalid` */
  read(token: string, nowMs: number): DownloadGrant {
    const [payload = '', mac = ''] = token.split('.');
    const given = Buffer.from(mac, 'base64url');
    const wanted = this.mac(payload);
    if (given.byteLength !== wanted.byteLength || !timingSafeEqual(given, wanted)) throw invalid();
    const parsed = grant.parse(JSON.parse(Buffer.from(payload, 'base64url').toString('utf8')));
    if (parsed.expiresAtMs < nowMs) throw invalid();
    return parsed;
  }

  private mac(payload: string): Buffer {
    return createHmac('sha256', this.key).update(payload).digest();
  }
}

function invalid(): AppError {
  return new AppError('download-link-invalid', 'Download addresses work for a minute; ask for a new one.');
}
