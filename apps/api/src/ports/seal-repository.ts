import type { AgreedBytes } from '../domain/agreed-bytes.js';
import type { CompletedEnvelope, SealingEnvelope } from '../domain/envelope.js';
import type { SealedDocument } from '../domain/events.js';
import type { DocumentId, EnvelopeId, SealId, SealKeyId } from '../domain/ids.js';
import type { DoneSeal, DueSeal, LeasedSeal, SealCondition } from '../domain/seal.js';
import type { SealingPolicy, SealLevel } from '../domain/sealing-policy.js';

/** document: the finished document gets the organisation's seal. certificate: the audit certificate gets it. */
export type SealKind = 'document' | 'certificate';

export interface Seal {
  readonly id: SealId;
  readonly envelopeId: EnvelopeId;
  /** Of a certificate too: the first document of its envelope. */
  readonly documentId: DocumentId;
  readonly kind: SealKind;
  readonly condition: SealCondition;
  /** K3: the unsigned bytes, once they are stored. */
  readonly candidateSha256Hex: string | null;
  /** K4: when the digest first went towards the token. */
  readonly intentAt: Date | null;
  readonly keyId: SealKeyId | null;
  /** The organisation's policy at the latest intent; null before, and of seals made before there were timestamps. */
  readonly policy: SealingPolicy | null;
  /** Room reserved for the CMS, part of what is signed. */
  readonly contentsByteLength: number | null;
  readonly createdAt: Date;
}

/** One sealed file of a seal; each begins with every byte of the one before. */
export interface SealFile {
  /** 1: the seal itself. */
  readonly sequence: number;
  readonly sha256Hex: string;
  readonly byteSize: number;
  readonly level: SealLevel;
  readonly reason: 'sealed' | 'upgraded' | 'renewed';
  /** Whose timestamp is the newest in it, and its time; null at B-B. */
  readonly authority: string | null;
  readonly timestampedAt: Date | null;
  readonly createdAt: Date;
}

export interface SealIntent {
  /** Also the time the sealed file claims: a retry claims the same. */
  readonly intentAt: Date;
  readonly candidateSha256Hex: string;
  readonly keyId: SealKeyId;
  readonly policy: SealingPolicy;
  readonly contentsByteLength: number;
}

/** One row per seal; it alone decides who works and that there is one result (promise 5). */
export interface SealRepository {
  /** Wants a seal. A second call for the same document and kind changes nothing. */
  open(seal: Pick<Seal, 'id' | 'envelopeId' | 'documentId' | 'kind'>): Promise<void>;
  find(id: SealId): Promise<Seal | null>;
  /** As `find`, and keeps the row locked until the unit of work ends. */
  lock(id: SealId): Promise<Seal | null>;
  ofEnvelope(envelopeId: EnvelopeId): Promise<readonly Seal[]>;
  /** Writes a lease just taken; MUST follow `lock` in the same unit of work. */
  saveTaken(id: SealId, taken: LeasedSeal): Promise<void>;
  /**
   * Writes what the holder of `fence` decided.
   * @throws SealRefused `seal-lease-lost` when another worker holds the seal now: nothing was changed.
   */
  saveHeld(id: SealId, fence: number, next: SealCondition, intent?: SealIntent): Promise<void>;
  /**
   * Writes that a stopped seal is due again; MUST follow `lock` in the same unit of work. The sealer's alone: the api
   * asks for it with a job.
   */
  saveDue(id: SealId, due: DueSeal): Promise<void>;
  /** K9, with the same refusal. */
  saveDone(id: SealId, fence: number, done: DoneSeal): Promise<void>;
  /**
   * As `lock`, then the row of its envelope. In this order, and before anything is written: each write of a seal looks at
   * the envelope, so two sealers that end two seals of one envelope would otherwise wait for each other for ever.
   */
  lockWithEnvelope(id: SealId): Promise<Seal | null>;
  /** What every act of signing or approving was about. */
  agreedBytes(envelopeId: EnvelopeId): Promise<readonly AgreedBytes[]>;
  /** The first file of each document of the envelope that is sealed. */
  sealedDocuments(envelopeId: EnvelopeId): Promise<readonly SealedDocument[]>;
  /**
   * Writes what the seal of one document makes of its envelope, and only that: the document's sealed hash, then the
   * status. The sealer's role may change nothing else.
   * @throws AppError `version-conflict` when the row is not at the version before.
   */
  saveSealed(documentId: DocumentId, envelope: SealingEnvelope | CompletedEnvelope): Promise<void>;
  /** Ties the sealed certificate to its envelope; possible once. */
  keepCertificate(envelopeId: EnvelopeId, certificateSha256Hex: string): Promise<void>;
  /** Adds the next file of a finished seal. The database refuses a gap, and a file that did not grow. */
  addFile(seal: Pick<Seal, 'id' | 'envelopeId'>, file: Omit<SealFile, 'createdAt'>): Promise<void>;
  /** Oldest first; the last one is handed out. */
  files(id: SealId): Promise<readonly SealFile[]>;
  /** Seals that waited for a cause whose code begins like this are due again. @returns how many. */
  releaseWaiting(causePrefixes: readonly string[]): Promise<number>;
}
