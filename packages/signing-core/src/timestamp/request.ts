import * as asn1js from 'asn1js';
import { OID } from '../asn1/object-identifiers.js';
import { toHex } from '../runtime/bytes.js';
import type { TimestampImprint } from './token.js';

export interface TimestampRequest {
  readonly der: Uint8Array;
  /** Content octets of the INTEGER, as a reply must repeat them. */
  readonly nonceHex: string;
}

/** Some authorities take no number beyond 64 bits. */
const NONCE_BYTES = 8;

/** A `TimeStampReq` (RFC 3161 § 2.4.1) with a fresh nonce that asks for the authority's certificates. */
export function encodeRequest(imprint: TimestampImprint, policyOid?: string): TimestampRequest {
  const nonce = globalThis.crypto.getRandomValues(new Uint8Array(NONCE_BYTES));
  // Positive and without a leading zero, so that its DER is exactly these octets.
  nonce[0] = ((nonce[0] ?? 0) & 0x3f) | 0x40;
  const algorithm = new asn1js.Sequence({
    value: [new asn1js.ObjectIdentifier({ value: OID[imprint.digestAlgorithm] }), new asn1js.Null()],
  });
  const hash = new asn1js.OctetString({ valueHex: new Uint8Array(imprint.digest) });
  const request = new asn1js.Sequence({
    value: [
      new asn1js.Integer({ value: 1 }),
      new asn1js.Sequence({ value: [algorithm, hash] }),
      ...(policyOid ? [new asn1js.ObjectIdentifier({ value: policyOid })] : []),
      new asn1js.Integer({ valueHex: nonce }),
      new asn1js.Boolean({ value: true }),
    ],
  });
  return { der: new Uint8Array(request.toBER(false)), nonceHex: toHex(nonce) };
}
