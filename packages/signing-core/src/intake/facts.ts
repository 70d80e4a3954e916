/** What an action of the upload would have done (ISO 32000-2 § 12.6.4). `link` is one that starts another program. */
export type ActiveFinding =
  | 'javascript'
  | 'launch'
  | 'submit-form'
  | 'reset-form'
  | 'import-data'
  | 'remote-go-to'
  | 'hide'
  | 'layer-state'
  | 'media'
  | 'thread'
  | 'trigger'
  | 'link';

export interface EncryptionFact {
  /** `permissions`: opens without a password; `password` and `certificate` do not open here. */
  readonly kind: 'permissions' | 'password' | 'certificate';
  /** As readers call it, e.g. `RC4 40`, `AES 256`; null when the file says something unknown. */
  readonly cipher: string | null;
}

export interface SignatureFact {
  readonly fieldName: string;
  readonly kind: 'approval' | 'certification' | 'timestamp';
  /** `valid`: it matches its bytes and nothing forbidden came later. Whether its signer is trusted is another question. */
  readonly verdict: 'valid' | 'broken' | 'changed-later';
  /** `/P` of a certification: 1 no changes, 2 filling in, 3 comments too. */
  readonly permissionLevel: 1 | 2 | 3 | null;
}

/** What was found in the upload, before anything was changed. */
export interface PdfFacts {
  /** `1.7`, from the catalogue or the first line. */
  readonly version: string;
  readonly encryption: EncryptionFact | null;
  readonly active: readonly ActiveFinding[];
  /** `static`: beside a form of its own pages; `dynamic`: only Adobe software builds the pages. */
  readonly xfa: 'none' | 'static' | 'dynamic';
  readonly embeddedFileCount: number;
  readonly isPortfolio: boolean;
  readonly layers: { readonly count: number; readonly hiddenCount: number };
  readonly signatures: readonly SignatureFact[];
  readonly emptySignatureFieldCount: number;
  /** Fields a person can fill in or tick, signature fields not counted. */
  readonly formFieldCount: number;
  /** Names of fonts whose program is not in the file, without repeats. */
  readonly unembeddedFonts: readonly string[];
  readonly isTagged: boolean;
  /** What the metadata claim, unchecked: `PDF/A-2b`, `PDF/UA-1`. */
  readonly claims: readonly string[];
  readonly junkBytesBefore: number;
  readonly junkBytesAfter: number;
  readonly revisionCount: number;
  readonly rotatedPageCount: number;
  readonly croppedPageCount: number;
  readonly scaledPageCount: number;
}
