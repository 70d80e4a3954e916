import {
  type Asn1Block,
  Asn1Refusal,
  isBoolean,
  isInteger,
  isSequence,
  parseAsn1,
  readBoolean,
  readIntegerHex,
  readOctets,
  readOid,
  readSmallNumber,
  readTime,
  sequenceItems,
  smallNumber,
  taggedContent,
  taggedItems,
} from '../asn1/asn1-reader.js';
import { toHex } from '../runtime/bytes.js';

/** What the authority states (RFC 3161 § 2.4.2). */
export interface TstInfo {
  readonly policyOid: string;
  readonly imprintAlgorithmOid: string;
  readonly imprintHex: string;
  readonly serialNumberHex: string;
  readonly time: Date;
  readonly accuracyMs: number | null;
  readonly nonceHex: string | null;
}

/** Throws what the parser trips over, and for a critical extension nobody here knows. */
export function parseTstInfo(der: Uint8Array): TstInfo {
  const [version, policy, imprint, serialNumber, time, ...rest] = sequenceItems(parseAsn1(der));
  if (readSmallNumber(version) !== 1) throw new Asn1Refusal('another version of TSTInfo');
  const [algorithm, hash] = sequenceItems(imprint);
  const nonce = rest.find((item) => isInteger(item));
  refuseCriticalExtensions(rest);
  return {
    policyOid: readOid(policy),
    imprintAlgorithmOid: readOid(sequenceItems(algorithm)[0]),
    imprintHex: toHex(readOctets(hash)),
    serialNumberHex: readIntegerHex(serialNumber),
    time: readTime(time),
    accuracyMs: isSequence(rest[0]) ? readAccuracy(rest[0]) : null,
    nonceHex: nonce ? readIntegerHex(nonce) : null,
  };
}

/** Accuracy in milliseconds, microseconds rounded up. */
function readAccuracy(block: Asn1Block | undefined): number {
  let total = 0;
  for (const item of sequenceItems(block)) {
    const millis = taggedContent(item, 0);
    const micros = taggedContent(item, 1);
    if (millis) total += smallNumber(millis);
    else if (micros) total += Math.ceil(smallNumber(micros) / 1000);
    else total += readSmallNumber(item) * 1000;
  }
  return total;
}

function refuseCriticalExtensions(rest: readonly Asn1Block[]): void {
  for (const item of taggedItems(rest.at(-1), 1) ?? []) {
    const [, critical] = sequenceItems(item);
    if (isBoolean(critical) && readBoolean(critical))
      throw new Asn1Refusal('a restriction in the TSTInfo that nobody here knows');
  }
}
