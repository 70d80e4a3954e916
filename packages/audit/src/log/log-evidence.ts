import type { VerifierKey } from '../checkpoint/verifier-key.js';
import type { CheckpointPolicy } from '../checkpoint/verify-checkpoint.js';
import type { TreeHead } from '../merkle/tree-head.js';
import type { TileReader } from '../tiles/tile-reader.js';

/** One event as it is stored. */
export type LogRecord = {
  /** Place in the log, from 0; null while it is not in the tree. */
  readonly index: number | null;
  readonly stream: string;
  readonly seq: number;
  /** Canonical bytes. */
  readonly bytes: Uint8Array;
  readonly chainHash: Uint8Array;
  /** What stands beside the bytes for readers to look at; held against them when given. */
  readonly shown?: { readonly id: string; readonly type: string; readonly atIso: string };
  /** Whose row it is, which decides who sees it; held against {@link LogEvidence.owners}. */
  readonly organisationId?: string;
  /** The personal values that are still there; held against the event's commitments when given. */
  readonly personal?: readonly StoredPersonal[];
  /** Of an event that is not in the tree: whether it waits to come into it. Not judged when not given. */
  readonly queued?: boolean;
};

/** A personal value as it is stored: `value` is the canonical JSON text the commitment is over. */
export type StoredPersonal = {
  readonly subject: string;
  readonly salt: Uint8Array;
  readonly value: string;
  /** As of {@link LogRecord}: it must be the event's. */
  readonly organisationId?: string;
};

/** Whom the database says a stream belongs to: the row of its chain's head, and the envelope. Null: there is no such row. */
export type StreamOwner = { readonly byHead: string | null; readonly byEnvelope: string | null };

/** A chain head from elsewhere (a certificate, an export), or from the row that the database keeps of it. */
export type KnownHead = {
  readonly stream: string;
  readonly seq: number;
  readonly chainHashHex: string;
  /** `elsewhere` when not given. Only chooses the words. */
  readonly source?: 'elsewhere' | 'stream-row';
};

/** A log that ended when a database was put back: the log at hand begins with its first entries. */
export type EarlierLog = {
  readonly origin: string;
  readonly logKeys: readonly VerifierKey[];
  /** The last checkpoint that was shown of it, as the statement of the log that followed says. */
  readonly lastShown: TreeHead;
  /** Entries of it with which the log that followed began. */
  readonly keptSize: number;
};

/** Everything a log is judged by. The more of it was kept out of reach of whoever runs the log, the more it shows. */
export type LogEvidence = {
  /** Null when the tiles are lost: then no altered entry can be told from its neighbours. */
  readonly tiles: TileReader | null;
  readonly policy: CheckpointPolicy;
  /** As the log shows it now, signed. */
  readonly checkpoint: string | null;
  /** What else the log shows as its checkpoint, such as the database beside the public file; null: it is gone there. */
  readonly alsoShown?: readonly (string | null)[];
  /** Signed checkpoints kept elsewhere. */
  readonly keptCheckpoints?: readonly string[];
  /** Logs this one was begun after; checkpoints kept of them are judged too. */
  readonly earlier?: readonly EarlierLog[];
  readonly knownHeads?: readonly KnownHead[];
  /** Streams known to have existed: names one of which every event is gone. */
  readonly knownStreams?: readonly string[];
  /** Of all streams there are, read after `checkpoint`; holds `organisationId` of the records against it. */
  readonly owners?: ReadonlyMap<string, StreamOwner>;
  /** Also whether personal values are missing that no recorded erasure took. Needs `personal` in every record. */
  readonly missesValues?: boolean;
  /** `full` also checks that each event is one (slow); `hashes` (when not given) takes the bytes as they are. */
  readonly form?: 'hashes' | 'full';
};
