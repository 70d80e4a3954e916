import type { FoundField } from '@sealwright/signing-core';
import type { IntakeOutcome, WarningsConfirmed } from '../domain/document-warnings.js';
import type { PageSize } from '../domain/envelope.js';
import type { DocumentId, EnvelopeId, TemplateId } from '../domain/ids.js';

/** Why intake accepted a file, and what it warned of. */
export type IntakeReport = IntakeOutcome;

export interface StoredDocument {
  readonly id: DocumentId;
  readonly envelopeId: EnvelopeId | null;
  readonly templateId: TemplateId | null;
  readonly position: number;
  readonly name: string;
  readonly originalSha256Hex: string;
  readonly frozenSha256Hex: string;
  readonly sealedSha256Hex: string | null;
  readonly byteSize: number;
  readonly pages: readonly PageSize[];
  readonly report: IntakeReport;
  readonly warningsConfirmed: WarningsConfirmed | null;
  /** What the file itself asks people to fill in, ready to become fields. */
  readonly foundFields: readonly FoundField[];
  readonly uploadedBy: string;
  readonly createdAt: Date;
}

export interface DocumentRepository {
  insert(document: StoredDocument): Promise<void>;
  find(id: DocumentId): Promise<StoredDocument | null>;
  /** In the order of the ids given; ids that do not exist are left out. */
  findMany(ids: readonly DocumentId[]): Promise<StoredDocument[]>;
  /** For good, and only once. @returns false when somebody had before: that stays */
  confirmWarnings(id: DocumentId, confirmed: WarningsConfirmed): Promise<boolean>;
  /** In the order of position. */
  ofEnvelope(id: EnvelopeId): Promise<StoredDocument[]>;
}
