/** A certificate whose state is asked for, and the one that issued it; both DER. */
export interface RevocationQuery {
  readonly certificateDer: Uint8Array;
  readonly issuerDer: Uint8Array;
}

/** What a source found; it is judged by whoever asked, so a source need not be trusted. */
export interface RevocationAnswer {
  readonly crlsDer: readonly Uint8Array[];
  readonly ocspResponsesDer: readonly Uint8Array[];
}

/** Where lists and answers come from: files, our own authority, or the network. */
export interface RevocationSource {
  /** Answers empty lists when it has nothing; throws only what explains why it could not find out. */
  find(query: RevocationQuery): Promise<RevocationAnswer>;
}
