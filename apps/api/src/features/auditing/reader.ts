import type { OrganisationId, UserId } from '../../domain/ids.js';
import type { RecordContext } from '../../events/record.js';

/** Whoever reads in the auditor's room: an auditor whose time runs, or an administrator. Every read names them. */
export interface EvidenceReader {
  readonly organisationId: OrganisationId;
  readonly userId: UserId;
  readonly name: string;
  readonly context: RecordContext;
}
