import type { EnvelopeId, OrganisationId } from '../domain/ids.js';

export type EnvelopeFileKind = 'original' | 'sealed' | 'certificate' | 'audit.json';

export interface EnvelopeFile {
  readonly fileName: string;
  readonly type: string;
  readonly bytes: Uint8Array;
}

/** The files of an envelope, for whoever records that they were handed out. */
export abstract class EnvelopeFileReader {
  /**
   * @param untilSeq the record ends with this event; everything so far when left out.
   * @throws AppError `not-found`, `file-not-available`
   */
  abstract read(
    organisationId: OrganisationId,
    id: EnvelopeId,
    kind: EnvelopeFileKind,
    untilSeq?: number,
  ): Promise<EnvelopeFile>;
}
