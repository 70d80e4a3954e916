import { randomBytes } from 'node:crypto';
import type { UuidId } from '../../domain/ids.js';
import { Ids } from '../../ports/ids.js';

export class RandomIds extends Ids {
  override uuid<Id extends UuidId>(): Id {
    return uuidV7(Date.now(), randomBytes(10)) as Id;
  }

  override token(): string {
    return randomBytes(32).toString('base64url');
  }

  override salt(): Uint8Array {
    return new Uint8Array(randomBytes(32));
  }
}

/** RFC 9562 § 5.7: 48 bits of milliseconds, version 7, variant 10, the rest random. */
export function uuidV7(atMs: number, random: Uint8Array): string {
  const bytes = Buffer.alloc(16);
  bytes.writeUIntBE(atMs, 0, 6);
  bytes.set(random.subarray(0, 10), 6);
  bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x70, 6);
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8);
  const hex = bytes.toString('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}
