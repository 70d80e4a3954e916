import type { LogRecord, StreamOwner } from '@sealwright/audit/log';
import type { SealKind } from './seal-repository.js';

/** Where the database says a chain ends. */
export interface StreamHeadRow {
  readonly stream: string;
  readonly seq: number;
  readonly chainHashHex: string;
}

/** The newest event of a stream that was in the tree at some size, with what its entry is made of. */
export interface LoggedEnd {
  readonly stream: string;
  readonly index: number;
  readonly seq: number;
  readonly chainHash: Uint8Array;
  /** Of the event before it; null for the first one. */
  readonly previousHash: Uint8Array | null;
}

/** A seal as the token journal is held against it. */
export interface SealRow {
  readonly id: string;
  readonly envelopeId: string;
  readonly kind: SealKind;
  readonly doneAt: Date | null;
}

/** `chainPem`: the certificates as they are now, leaf first; null for a key of the log. */
export interface SigningKeyRow {
  readonly chainPem: string | null;
}

/**
 * The record of all organisations, read in the auditor's role: the roles of the running programs see one organisation at
 * a time, and a monitor that saw less than everything would prove less than it says. @throws AppError
 */
export abstract class RecordRows {
  /** @throws AppError `service-unavailable` when the connection's role does not see every row */
  abstract assertSeesAll(): Promise<void>;
  /** In the order of the log, in batches; with the personal values that are still there when asked. */
  abstract logged(from: number, treeSize: number, withPersonal: boolean): AsyncIterable<LogRecord[]>;
  /** What is not among the first `treeSize` entries, stream by stream, as of one moment. */
  abstract pending(treeSize: number, withPersonal: boolean): AsyncIterable<LogRecord[]>;
  abstract streamHeads(): Promise<StreamHeadRow[]>;
  /** Of the streams with an event behind entry `from` or waiting for the log, and of those whose last event is gone. */
  abstract headsToWatch(from: number): Promise<StreamHeadRow[]>;
  /** Before entry `size`: of these streams, and of those with an entry from `size` on. Null: more than `limit`. */
  abstract loggedEnds(size: number, streams: readonly string[], limit: number): Promise<LoggedEnd[] | null>;
  /** Chains that must have existed, by their heads and by the envelopes and organisations that are there; and whose they are. */
  abstract streamOwners(): Promise<ReadonlyMap<string, StreamOwner>>;
  /** Null when there is no such seal. The digests of documents that its row and the events of its envelope name. */
  abstract sealOf(id: string): Promise<(SealRow & { readonly documentDigestsHex: readonly string[] }) | null>;
  /** Finished seals, the oldest first, behind `after`; none that was begun before `begunAfter`. */
  abstract sealsDoneAfter(after: Date, begunAfter: Date, limit: number): Promise<SealRow[]>;
  /** Every key that may sign, by fingerprint (SHA-256 of the SubjectPublicKeyInfo, hex). */
  abstract signingKeys(): Promise<ReadonlyMap<string, SigningKeyRow>>;
}
