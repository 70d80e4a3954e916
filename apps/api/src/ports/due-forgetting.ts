import type { ErasureEntry } from '../domain/erased.js';
import type { EnvelopeId, OrganisationId } from '../domain/ids.js';
import type { RetentionScope } from './retention-repository.js';

export interface DueErasure {
  readonly organisationId: OrganisationId;
  readonly envelopeId: EnvelopeId;
  readonly ruleId: string;
  readonly scope: RetentionScope;
  readonly dueAt: Date;
  /** Null: administrators have not been told yet. */
  readonly warnedAt: Date | null;
}

/** What forgetting has to do, over all organisations. */
export abstract class DueForgetting {
  /** Envelopes to be announced, or to be erased because their announcement is `warningDays` old; oldest first. */
  abstract retention(warningDays: number, limit: number): Promise<DueErasure[]>;
  /** Erasures done again after a restore, whose event is still owed. */
  abstract untold(limit: number): Promise<{ organisationId: OrganisationId; entryId: string }[]>;
  /** The erasure list but for the entries known already. */
  abstract list(knownIds: readonly string[]): Promise<ErasureEntry[]>;
  /** Of these ids, the ones the database does not know: then it is older than whoever does. */
  abstract unknown(ids: readonly string[]): Promise<string[]>;
  /** Who administers an organisation: owners and admins. */
  abstract administrators(organisationId: OrganisationId): Promise<{ name: string; email: string }[]>;
}
