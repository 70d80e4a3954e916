import {
  type Asn1Block,
  isBits,
  isSequence,
  parseAsn1,
  rawBytes,
  readBits,
  readSmallNumber,
  sequenceItems,
} from '../asn1/asn1-reader.js';
import { SigningError } from '../errors.js';

/** PKIFailureInfo bits an authority answers with (RFC 3161 § 2.4.2). */
const FAILURES: readonly (readonly [bit: number, sentence: string])[] = [
  [0, 'it does not know the digest algorithm'],
  [2, 'it does not permit or support the request'],
  [5, 'it found the request malformed'],
  [14, 'its time source is not available'],
  [15, 'it does not serve the policy asked for'],
  [16, 'it does not know an extension of the request'],
  [17, 'it does not have the information asked for'],
  [25, 'it has an internal problem'],
];

const PKI_STATUS_GRANTED_WITH_MODS = 1;

/** The token of a `TimeStampResp` (RFC 3161 § 2.4.2). Throws `timestamp-unavailable` when it was not granted, `timestamp-invalid` when there is no such reply. */
export function parseResponse(der: Uint8Array): Uint8Array {
  const { status, failure, token } = readResponse(der);
  if (status > PKI_STATUS_GRANTED_WITH_MODS) {
    const why = failure ? `: ${failure}` : '';
    throw new SigningError('timestamp-unavailable', `The timestamp authority refused the request${why}.`);
  }
  if (!token) throw invalidReply();
  return rawBytes(token);
}

function readResponse(der: Uint8Array): { status: number; failure: string | null; token: Asn1Block | null } {
  try {
    const [info, token, ...others] = sequenceItems(parseAsn1(der));
    const [status, ...rest] = sequenceItems(info);
    if (others.length > 0) throw invalidReply();
    const bits = rest.find((item) => isBits(item));
    const failure = bits ? sentenceFor(readBits(bits)) : null;
    return { status: readSmallNumber(status), failure, token: isSequence(token) ? (token ?? null) : null };
  } catch (cause) {
    throw invalidReply(cause);
  }
}

function sentenceFor(bits: Uint8Array): string | null {
  const isSet = (bit: number): boolean => (((bits[bit >> 3] ?? 0) >> (7 - (bit & 7))) & 1) === 1;
  return FAILURES.find(([bit]) => isSet(bit))?.[1] ?? null;
}

const invalidReply = (cause?: unknown): SigningError =>
  new SigningError('timestamp-invalid', 'What the timestamp authority answered is not a timestamp reply.', {
    cause,
  });
