import {
  type Asn1Block,
  Asn1Refusal,
  isOctets,
  isSequence,
  isTagged,
  parseAsn1,
  rawBytes,
  readIntegerHex,
  readOctets,
  readOid,
  sequenceItems,
  setItems,
  taggedContent,
  taggedItems,
} from '../asn1/asn1-reader.js';
import { OID } from '../asn1/object-identifiers.js';
import { compareBytes } from '../runtime/bytes.js';

/** A `TimeStampToken` taken apart (RFC 3161 § 2.4.2, RFC 5652 § 5); nothing is judged yet. */
export interface ParsedToken {
  /** DER of the TSTInfo: what is signed. */
  readonly contentDer: Uint8Array;
  readonly certificatesDer: readonly Uint8Array[];
  readonly signer: SignerIdentifier;
  readonly digestAlgorithmOid: string;
  /** The attributes as they were signed: universal SET tag, content untouched. */
  readonly signedAttributesDer: Uint8Array;
  readonly attributes: ReadonlyMap<string, readonly Asn1Block[]>;
  readonly signatureAlgorithmDer: Uint8Array;
  readonly signature: Uint8Array;
}

export type SignerIdentifier =
  | { readonly issuerDer: Uint8Array; readonly serialNumberHex: string }
  | { readonly subjectKeyId: Uint8Array };

function refuse(detail: string): never {
  throw new Asn1Refusal(detail);
}

/** Throws {@link Asn1Refusal} (or what the parser trips over) for anything but one CMS with one signer over a TSTInfo. */
export function parseToken(der: Uint8Array): ParsedToken {
  const [type, content, ...others] = sequenceItems(parseAsn1(der));
  if (readOid(type) !== OID.signedData || others.length > 0) refuse('not a signature');
  const [, , encapsulated, ...rest] = sequenceItems(taggedItems(content, 0)?.[0]);
  const [contentType, contentBlock] = sequenceItems(encapsulated);
  if (readOid(contentType) !== OID.tstInfo) refuse('not a timestamp');
  const signerInfos = setItems(rest.at(-1));
  // With a second signer each program would believe the one it likes.
  if (signerInfos.length !== 1) refuse('not exactly one signer');
  return {
    contentDer: readOctets(taggedItems(contentBlock, 0)?.[0]),
    certificatesDer: (taggedItems(rest[0], 0) ?? []).filter(isSequence).map(rawBytes),
    ...readSignerInfo(signerInfos[0]),
  };
}

function readSignerInfo(block: Asn1Block | undefined): Omit<ParsedToken, 'contentDer' | 'certificatesDer'> {
  const [, identifier, digestAlgorithm, attributes, signatureAlgorithm, signature] = sequenceItems(block);
  const items = taggedItems(attributes, 0);
  if (!attributes || !items || !signatureAlgorithm || !isOctets(signature)) refuse('no signed attributes');
  const signedAttributesDer = new Uint8Array(rawBytes(attributes));
  // Signed under the universal tag of a SET, carried under [0] (RFC 5652 § 5.4).
  signedAttributesDer[0] = 0x31;
  return {
    signer: readIdentifier(identifier),
    digestAlgorithmOid: readOid(sequenceItems(digestAlgorithm)[0]),
    signedAttributesDer,
    attributes: readAttributes(items),
    signatureAlgorithmDer: rawBytes(signatureAlgorithm),
    signature: readOctets(signature),
  };
}

function readIdentifier(block: Asn1Block | undefined): SignerIdentifier {
  const subjectKeyId = isTagged(block, 0) ? taggedContent(block, 0) : null;
  if (subjectKeyId) return { subjectKeyId };
  const [issuer, serialNumber] = sequenceItems(block);
  if (!issuer) refuse('no signer');
  return { issuerDer: rawBytes(issuer), serialNumberHex: readIntegerHex(serialNumber) };
}

function readAttributes(items: readonly Asn1Block[]): Map<string, Asn1Block[]> {
  const found = new Map<string, Asn1Block[]>();
  for (const item of items) {
    const [type, values] = sequenceItems(item);
    const oid = readOid(type);
    if (found.has(oid)) refuse('an attribute is there twice');
    found.set(oid, setItems(values));
  }
  return found;
}

/** Elements in ascending order of their encodings (X.690 § 11.6): BouncyCastle refuses any other token. */
export function hasSortedAttributes({ signedAttributesDer }: ParsedToken): boolean {
  const items = setItems(parseAsn1(signedAttributesDer)).map(rawBytes);
  return items.every((item, index) => index === 0 || compareBytes(items[index - 1] ?? item, item) <= 0);
}
