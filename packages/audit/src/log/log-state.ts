import { z } from 'zod';
import { LogError } from '../log-error.js';
import { concatBytes, fromHex, toHex } from '../runtime/bytes.js';
import { TileFrontier } from '../tiles/tile-frontier.js';
import type { LogFault, LogFaultCode } from './log-report.js';
import type { MissingEntry } from './missing-entries.js';
import type { StreamHead } from './stream-chains.js';
import type { ReachedRoot } from './tree-follower.js';

const hex = z.string().regex(/^([0-9a-f]{2})*$/);
const frontier = z.array(hex);

const logState = z.object({
  version: z.literal(1),
  size: z.int().nonnegative(),
  byTiles: frontier.nullable(),
  byRows: z.union([z.literal('same'), z.literal('lost'), frontier]),
  reached: z.array(z.object({ size: z.int(), byTilesHex: hex.nullable(), byRowsHex: hex.nullable() })),
  heads: z.array(z.tuple([z.string(), z.int().nonnegative(), hex.length(64), z.boolean()])),
  faults: z.array(
    z.object({
      code: z.string().transform((code) => code as LogFaultCode),
      stream: z.string().nullable(),
      seq: z.int().nullable(),
      index: z.int().nullable(),
      sentence: z.string(),
    }),
  ),
  missing: z.array(z.object({ index: z.int(), linkHex: hex.nullable() })),
  uncounted: z.int().nonnegative(),
});

/** Where a verification stands, as JSON. Whoever keeps it must keep it as safe as a checkpoint. */
export type LogState = z.input<typeof logState>;

export type RestoredState = {
  size: number;
  byTiles: TileFrontier | null;
  byRows: TileFrontier | 'lost' | null;
  reached: ReachedRoot[];
  heads: [string, StreamHead][];
  faults: LogFault[];
  missing: MissingEntry[];
  uncounted: number;
};

export function writeLogState(run: RestoredState): LogState {
  const { byTiles, byRows, heads, ...rest } = run;
  return {
    version: 1,
    ...rest,
    byTiles: byTiles === null ? null : writeFrontier(byTiles),
    byRows: byRows === null ? 'same' : byRows === 'lost' ? 'lost' : writeFrontier(byRows),
    heads: heads.map(([stream, { seq, hash, lost }]) => [stream, seq, toHex(hash), lost]),
  };
}

/** @throws LogError `log-state-unreadable` */
export function readLogState(state: unknown): RestoredState {
  const read = logState.safeParse(state);
  if (!read.success) {
    const path = read.error.issues[0]?.path.join('/') ?? '';
    throw new LogError(
      'log-state-unreadable',
      `This is not a stored verification; it is damaged at "${path}".`,
    );
  }
  const { size, byTiles, byRows, heads, version: _version, ...rest } = read.data;
  return {
    ...rest,
    size,
    byTiles: byTiles === null ? null : readFrontier(size, byTiles),
    byRows: byRows === 'same' ? null : byRows === 'lost' ? 'lost' : readFrontier(size, byRows),
    heads: heads.map(([stream, seq, hash, lost]) => [stream, { seq, hash: bytesOf(hash), lost }]),
  };
}

/** One string of hashes for each level. */
function writeFrontier(tree: TileFrontier): string[] {
  return tree.partials.map((hashes) => toHex(concatBytes(hashes)));
}

function readFrontier(size: number, levels: readonly string[]): TileFrontier {
  const hashes = levels.map((joined) => (joined.match(/.{1,64}/g) ?? []).map(bytesOf));
  return TileFrontier.from(size, hashes);
}

function bytesOf(text: string): Uint8Array {
  return fromHex(text) ?? new Uint8Array();
}
