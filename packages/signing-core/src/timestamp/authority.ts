/** Somebody who answers `TimeStampReq` values (RFC 3161 § 2.4). It need not be trusted: every reply is checked. */
export interface TimestampAuthority {
  /** How people know it: the host, or the name an operator gave. */
  readonly name: string;
  /** When set, it is asked for and a token under another policy is refused. */
  readonly policyOid?: string;
  /** The DER `TimeStampResp`. May throw anything; must stop when `signal` aborts. */
  respond(requestDer: Uint8Array, signal: AbortSignal): Promise<Uint8Array>;
}
