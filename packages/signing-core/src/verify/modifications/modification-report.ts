/**
 * `archive`: validation data and document timestamps. `metadata`: properties, and what nothing shows. `form`: signatures
 * and values of fields, not under P=1. `comment`: only under P=3.
 */
export type ChangeLevel = 'archive' | 'metadata' | 'form' | 'comment';

/** One thing that later revisions did to the document. */
export interface ModificationChange {
  readonly permitted: boolean;
  /** Null where no rule understood it. */
  readonly level: ChangeLevel | null;
  /** For a person: what was changed, and where. */
  readonly sentence: string;
  /** Fully qualified. */
  readonly fieldName?: string;
  /** From 1. */
  readonly pageNumber?: number;
  readonly objectNumber?: number;
}

/** Fields that a signer closed (FieldMDP, ISO 32000-2 § 12.8.2.4); a name closes what is below it too. */
export interface FieldLock {
  readonly action: 'all' | 'include' | 'exclude';
  readonly fields: readonly string[];
}

/** `P` of DocMDP and of signature locks: 1 nothing but validation data, 2 also forms and signatures, 3 also comments. */
export type Permission = 1 | 2 | 3;

/**
 * What was done to a document after one of its signatures. `none`: nothing was appended. `permitted`: only what
 * signing, timestamping, archiving and filling in need. `forbidden`: anything else, and every doubt.
 */
export interface ModificationReport {
  readonly state: 'none' | 'permitted' | 'forbidden';
  readonly changes: readonly ModificationChange[];
  /** The strictest permission in force at the signature; null when it is not certified. */
  readonly docMdp: { readonly permission: Permission | null; readonly obeyed: boolean };
  readonly fieldMdp: { readonly locks: readonly FieldLock[]; readonly obeyed: boolean };
}
