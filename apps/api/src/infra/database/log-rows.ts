import type { TreeHead } from '@sealwright/audit/log';
import type { KeptCheckpoint } from '../../ports/log-checkpoints.js';
import type { LogCheckpoint as CheckpointRow } from './generated/client.js';

/** Prisma wants bytes on a plain ArrayBuffer. */
export function toColumn(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(bytes);
}

/** Sizes stay far below 2^53: a log of one entry a microsecond gets there after 285 years. */
export function toHead(row: { size: bigint; root: Uint8Array }): TreeHead {
  return { size: Number(row.size), root: new Uint8Array(row.root) };
}

export function toKeptCheckpoint(row: CheckpointRow): KeptCheckpoint {
  const { generation, note, signedAt, timestampToken, timestampAuthority, timestampedAt } = row;
  const timestamp =
    timestampToken && timestampAuthority !== null && timestampedAt
      ? { tokenDer: new Uint8Array(timestampToken), authority: timestampAuthority, at: timestampedAt }
      : null;
  return { generation, head: toHead(row), note, signedAt, timestamp };
}
