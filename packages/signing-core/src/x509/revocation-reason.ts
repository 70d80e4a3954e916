/** CRLReason (RFC 5280 § 5.3.1). */
const REASONS: Readonly<Record<number, string>> = {
  0: 'unspecified',
  1: 'key compromise',
  2: 'compromise of the authority',
  3: 'affiliation changed',
  4: 'superseded',
  5: 'cessation of operation',
  6: 'certificate hold',
  8: 'removed from the list',
  9: 'privilege withdrawn',
  10: 'compromise of an attribute authority',
};

/** What a list or an answer says about one revoked certificate. */
export interface Revocation {
  readonly revokedAt: Date;
  readonly reason: string;
  /** A hold may be lifted again; every other revocation is for ever. */
  readonly onHold: boolean;
}

export function revocationOf(revokedAt: Date, reasonCode: number, invalidSince: Date | null): Revocation {
  // A key that was lost earlier than it was reported was worth nothing from then on (RFC 5280 § 5.3.2).
  const earliest = invalidSince && invalidSince < revokedAt ? invalidSince : revokedAt;
  return { revokedAt: earliest, reason: REASONS[reasonCode] ?? 'unspecified', onHold: reasonCode === 6 };
}
