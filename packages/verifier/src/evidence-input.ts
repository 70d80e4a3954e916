export interface NamedFile {
  /** As the person knows it; only for sentences. */
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** Everything is optional but the certificate; nothing is fetched from anywhere. */
export interface EvidenceInput {
  readonly certificate: Uint8Array;
  /** Sealed documents, or original ones. */
  readonly documents?: readonly (Uint8Array | NamedFile)[];
  /** The only X.509 roots trusted, PEM, each text holding one or several. */
  readonly trustedRootsPem?: readonly string[];
  /** Keys of the transparency log that the reader was given on a trustworthy way (C2SP verifier keys). */
  readonly logKeys?: readonly string[];
  /** Keys of witnesses, and how many of them must have cosigned; all when left out. */
  readonly witnesses?: { readonly keys: readonly string[]; readonly required?: number };
  /** Signed checkpoints of the log that the reader kept from elsewhere. */
  readonly checkpoints?: readonly string[];
  /** Other certificates: the checkpoints in them count as kept. */
  readonly otherCertificates?: readonly Uint8Array[];
  /** `sealwright-consistency-proof` JSON between two checkpoints. */
  readonly consistencyProofs?: readonly string[];
  /** The present, for judging certificates; the time each signature claims or proves when left out. */
  readonly now?: Date;
  /** Told before each step, in words; awaited, so that a page can draw. */
  readonly onStep?: (step: string) => void | Promise<void>;
}
