/** What active content of an upload is for (ISO 32000-2 § 12.6). `trigger`: events of their own; `link`: one that starts another program. */
export const ACTIVE_FINDINGS = [
  'javascript',
  'launch',
  'submit-form',
  'reset-form',
  'import-data',
  'remote-go-to',
  'hide',
  'layer-state',
  'media',
  'thread',
  'trigger',
  'link',
] as const;
export type ActiveFinding = (typeof ACTIVE_FINDINGS)[number];

export interface EncryptionFact {
  /** `permissions`: opens without a password; `password` and `certificate` do not open here. */
  readonly kind: 'permissions' | 'password' | 'certificate';
  /** `RC4-40`, `AES-256`; null when the file says something unknown. */
  readonly cipher: string | null;
}

export interface SignatureFact {
  readonly fieldName: string;
  readonly kind: 'approval' | 'certification' | 'timestamp';
  /**
   * `intact`: it matches its bytes and nothing forbidden came later. Whether its signer can be trusted is another
   * question. `unsupported`: made in a way that is not judged.
   */
  readonly verdict: 'intact' | 'broken' | 'changed-later' | 'unsupported';
  /** Of a certification: 1 allows no changes, 2 filling in and signing, 3 comments too. */
  readonly permission: 1 | 2 | 3 | null;
}

/** What the document inside the file is made of. */
export interface DocumentFacts {
  /** Sorted, without repeats; also of objects the document does not use. */
  readonly active: readonly ActiveFinding[];
  /** `static`: beside a form of its own pages; `dynamic`: only Adobe software builds the pages. */
  readonly xfa: 'none' | 'static' | 'dynamic';
  readonly embeddedFileCount: number;
  readonly isPortfolio: boolean;
  readonly layers: { readonly count: number; readonly hiddenCount: number };
  readonly signatures: readonly SignatureFact[];
  readonly emptySignatureFieldCount: number;
  /** Fields for a person to fill in, choose or tick; signature fields and push buttons are not counted. */
  readonly formFieldCount: number;
  /** Fonts whose program is not in the file, sorted, without repeats. */
  readonly unembeddedFonts: readonly string[];
  readonly isTagged: boolean;
  /** What the metadata claim, unchecked: `PDF/A-2b`, `PDF/UA-1`. */
  readonly claims: readonly string[];
  readonly pages: {
    readonly count: number;
    readonly rotated: number;
    /** Shown smaller than their paper. */
    readonly cropped: number;
    /** With a unit other than 1/72 inch. */
    readonly scaled: number;
    /** Whose origin is not their lower left corner. */
    readonly shifted: number;
  };
}

/** What was found in the upload before anything was changed. Not a judgement: that is the report's. */
export interface PdfFacts {
  /** `1.7`: the later of what the first line and the catalogue say; null when neither says one. */
  readonly version: string | null;
  readonly junkBytesBefore: number;
  readonly junkBytesAfter: number;
  /** Null when the file has to be put together again. */
  readonly revisionCount: number | null;
  readonly encryption: EncryptionFact | null;
  /** Whether somebody has signed it, validly or not; null as long as the form cannot be read. */
  readonly isSigned: boolean | null;
  /** Null when it cannot be opened. */
  readonly document: DocumentFacts | null;
}
