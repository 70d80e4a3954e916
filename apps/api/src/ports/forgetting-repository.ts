import type { ErasureCause, ErasureEntry, ErasureScope, ObstacleCode } from '../domain/erased.js';
import type { EnvelopeId, RecipientId } from '../domain/ids.js';
import type { StoredBlob } from './blob-store.js';

/** What is to be erased of one envelope. */
export interface EnvelopeErasure {
  readonly id: string;
  readonly scope: ErasureScope;
  readonly cause: Exclude<ErasureCause, 'restore'>;
  /** Scope `person`: whose rows. */
  readonly recipientIds: readonly RecipientId[];
  /** Scope `person`: whose values beside the record. */
  readonly subjects: readonly string[];
  /** Title, message and names of files too. */
  readonly texts: boolean;
  /** The sender's name and address too. */
  readonly sender: boolean;
  readonly requestId: string | null;
}

export interface ErasureCounts {
  readonly personalValueCount: number;
  readonly fieldValueCount: number;
  readonly fileCount: number;
}

export interface SubjectErasureCounts {
  readonly personalValueCount: number;
  readonly bulkRowCount: number;
  readonly templateFieldCount: number;
}

/** Deletes values, salts and files. The database refuses what is forbidden, and commits no erasure without its event. */
export interface ForgettingRepository {
  /** What forbids it now, none when it may be done. */
  obstacles(envelopeId: EnvelopeId, scope: ErasureScope): Promise<ObstacleCode[]>;
  /**
   * Erases and writes the erasure list; append `envelope.erased` with the same id in this unit of work.
   * @throws AppError `erasure-refused`
   */
  erase(envelopeId: EnvelopeId, erasure: EnvelopeErasure): Promise<ErasureCounts>;
  /** What lies outside envelopes, by subject; `bulk-row:<id>` and `template-field:<id>` empty those rows. */
  eraseSubjects(id: string, requestId: string, subjects: readonly string[]): Promise<SubjectErasureCounts>;
  /** Files that were erased and may still lie on the disk. */
  removals(): Promise<StoredBlob[]>;
  /** The file is gone: its key goes too. */
  noteRemoved(sha256Hex: string): Promise<void>;
  /** Envelopes erased so far for a request. */
  countOf(requestId: string): Promise<number>;
  /** Of those, the ones whose certificate stays and goes on naming the person who sent them. */
  namedInCertificates(requestId: string): Promise<EnvelopeId[]>;
  entry(id: string): Promise<(ErasureEntry & ErasureCounts) | null>;
}
