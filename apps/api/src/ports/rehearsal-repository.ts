import type { RehearsalFailure } from '../domain/rehearsal.js';

export interface StoredRehearsal {
  readonly subjectSha256Hex: string;
  /** Null when it went well. */
  readonly failure: RehearsalFailure | null;
}

/** What was rehearsed in this organisation. Rows are never changed. */
export interface RehearsalRepository {
  find(subjectSha256Hexes: readonly string[]): Promise<readonly StoredRehearsal[]>;
  /** The first of two that come to the same subject counts. */
  keep(rehearsal: StoredRehearsal): Promise<void>;
}
