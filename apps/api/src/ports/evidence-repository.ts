import type { EnvelopeStatus } from '../domain/envelope.js';
import type { EnvelopeId } from '../domain/ids.js';
import type { RecipientRole, RecipientStatus } from '../domain/recipient.js';

/** Which moment of an envelope a period means, and lists are ordered by. `ended`: completed, declined, voided or expired. */
export const evidenceMoments = ['created', 'sent', 'ended'] as const;
export type EvidenceMoment = (typeof evidenceMoments)[number];

/** What an auditor looks for; everything given must hold. */
export interface EvidenceQuery {
  /** An envelope's id, or part of its title. */
  readonly words?: string | undefined;
  /** Part of a recipient's or sender's name or address, or the whole address of anybody in the record. */
  readonly person?: string | undefined;
  /** Of a document as uploaded, frozen or sealed (each sealed file there ever was), or of a certificate. */
  readonly documentSha256Hex?: string | undefined;
  readonly moment: EvidenceMoment;
  /** Inclusive. */
  readonly from?: Date | undefined;
  /** Exclusive. */
  readonly to?: Date | undefined;
  readonly states?: readonly EnvelopeStatus[] | undefined;
  /** Only envelopes under a standing legal hold. */
  readonly isHeld?: boolean | undefined;
}

export interface FoundEnvelope {
  readonly id: EnvelopeId;
  readonly title: string;
  readonly status: EnvelopeStatus;
  readonly createdAt: Date;
  readonly sentAt: Date | null;
  readonly endedAt: Date | null;
  /** The moment the list is ordered by. */
  readonly moment: Date;
  readonly sender: { readonly name: string; readonly email: string };
  readonly recipients: readonly {
    readonly name: string;
    readonly email: string;
    readonly role: RecipientRole;
    readonly status: RecipientStatus;
  }[];
  /** In the order of the envelope. */
  readonly documents: readonly {
    readonly id: string;
    readonly name: string;
    readonly originalSha256Hex: string;
    readonly frozenSha256Hex: string;
    readonly sealedSha256Hex: string | null;
  }[];
  readonly certificateSha256Hex: string | null;
  /** When documents and certificate were erased. */
  readonly documentsErasedAt: Date | null;
  readonly eventCount: number;
  readonly holdCount: number;
}

/** Where the page before ended. */
export interface EvidencePlace {
  readonly moment: Date;
  readonly id: string;
}

/** Reads across the envelopes of the organisation, for the auditor's room. */
export interface EvidenceRepository {
  /** Newest first, by (moment, id). */
  search(query: EvidenceQuery, limit: number, after: EvidencePlace | null): Promise<FoundEnvelope[]>;
  /** Exact up to `most`, else one more than that. */
  count(query: EvidenceQuery, most: number): Promise<number>;
  /** Those of the ids that exist, in no order. */
  byIds(ids: readonly string[]): Promise<FoundEnvelope[]>;
  /** Ids of all envelopes sent in [from, to), sorted as text. */
  sentBetween(from: Date, to: Date): Promise<string[]>;
  /** Entry number in the log by number of the event, for those events of the stream that are in it. */
  logPlaces(stream: string): Promise<ReadonlyMap<number, number>>;
  /** Entries in the newest signed checkpoint; 0 before the first. */
  signedLogSize(): Promise<number>;
  /** The newest events of a type in the organisation's own stream; newest first. */
  newestOfType(
    type: string,
    limit: number,
  ): Promise<readonly { readonly at: Date; readonly bytes: Uint8Array }[]>;
}
