import {
  type Asn1Block,
  isNull,
  parseAsn1,
  readOid,
  readSmallNumber,
  sequenceItems,
  taggedItems,
} from '../asn1/asn1-reader.js';
import { OID } from '../asn1/object-identifiers.js';
import type { HashName } from '../runtime/hash-name.js';

/** How a value was signed. `saltBytes` is for RSASSA-PSS, 0 otherwise. */
export interface SignatureMethod {
  readonly scheme: 'rsa-pkcs1' | 'rsa-pss' | 'ecdsa';
  readonly digest: HashName;
  readonly saltBytes: number;
}

const DIGESTS: Readonly<Record<string, HashName>> = {
  [OID.sha1]: 'sha1',
  [OID.sha256]: 'sha256',
  [OID.sha384]: 'sha384',
  [OID.sha512]: 'sha512',
};

const FIXED: Readonly<Record<string, readonly ['rsa-pkcs1' | 'ecdsa', HashName]>> = {
  [OID.sha1WithRsa]: ['rsa-pkcs1', 'sha1'],
  [OID.sha256WithRsa]: ['rsa-pkcs1', 'sha256'],
  [OID.sha384WithRsa]: ['rsa-pkcs1', 'sha384'],
  [OID.sha512WithRsa]: ['rsa-pkcs1', 'sha512'],
  [OID.ecdsaWithSha1]: ['ecdsa', 'sha1'],
  [OID.ecdsaWithSha256]: ['ecdsa', 'sha256'],
  [OID.ecdsaWithSha384]: ['ecdsa', 'sha384'],
  [OID.ecdsaWithSha512]: ['ecdsa', 'sha512'],
};

/** Dotted OID to name; null for those nobody should use and those not known here. */
export const digestByOid = (oid: string): HashName | null => DIGESTS[oid] ?? null;

/**
 * Reads an AlgorithmIdentifier of a signature. `besideDigest` is the digest a CMS names beside a plain rsaEncryption
 * (RFC 3370 § 3.2). Null: not one that is verified here.
 */
export function readSignatureMethod(
  algorithmDer: Uint8Array,
  besideDigest: HashName | null = null,
): SignatureMethod | null {
  const [type, parameters] = sequenceItems(parseAsn1(algorithmDer));
  const oid = readOid(type);
  if (oid === OID.rsassaPss) return readPss(parameters);
  if (parameters && !isNull(parameters)) return null;
  if (oid === OID.rsaEncryption && besideDigest)
    return { scheme: 'rsa-pkcs1', digest: besideDigest, saltBytes: 0 };
  const fixed = FIXED[oid];
  return fixed ? { scheme: fixed[0], digest: fixed[1], saltBytes: 0 } : null;
}

/** RSASSA-PSS-params (RFC 4055 § 3.1). Every absent field means SHA-1 or 20 bytes. */
function readPss(parameters: Asn1Block | undefined): SignatureMethod | null {
  const fields = parameters ? sequenceItems(parameters) : [];
  const field = (number: number): Asn1Block | undefined =>
    fields.map((item) => taggedItems(item, number)?.[0]).find((item) => item !== undefined);
  const digest = readDigest(field(0));
  const [mask, maskDigest] = field(1) ? sequenceItems(field(1)) : [];
  const maskHash = readDigest(maskDigest);
  const trailer = field(3);
  const plain = (!mask || readOid(mask) === OID.mgf1) && (!trailer || readSmallNumber(trailer) === 1);
  // WebCrypto knows one hash for both; nobody signs otherwise.
  if (!plain || !digest || maskHash !== digest) return null;
  const salt = field(2);
  return { scheme: 'rsa-pss', digest, saltBytes: salt ? readSmallNumber(salt) : 20 };
}

function readDigest(block: Asn1Block | undefined): HashName | null {
  return block ? digestByOid(readOid(sequenceItems(block)[0])) : 'sha1';
}
