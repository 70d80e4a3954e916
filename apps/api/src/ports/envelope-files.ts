import type { DocumentId, EnvelopeId, OrganisationId } from '../domain/ids.js';

export type EnvelopeFileKind = 'original' | 'sealed' | 'certificate' | 'audit.json';

/** Which file of an envelope is meant. */
export interface FileChoice {
  readonly kind: EnvelopeFileKind;
  /** Of original and sealed files; may be left out where the envelope has one document. */
  readonly documentId?: DocumentId | undefined;
  /** audit.json ends with this event; everything so far when left out. */
  readonly untilSeq?: number | undefined;
}

export interface EnvelopeFile {
  readonly fileName: string;
  readonly type: string;
  readonly bytes: Uint8Array;
}

/** The files of an envelope, for whoever records that they were handed out. */
export abstract class EnvelopeFileReader {
  /**
   * @throws AppError `not-found`, `file-not-available`; `validation-failed` when one of several documents must be named
   */
  abstract read(organisationId: OrganisationId, id: EnvelopeId, choice: FileChoice): Promise<EnvelopeFile>;
}
