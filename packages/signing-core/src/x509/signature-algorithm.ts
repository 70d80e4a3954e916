import type { HashName } from '../runtime/hash-name.js';
import {
  type Asn1Block,
  isNull,
  parseAsn1,
  readOid,
  readSmallNumber,
  sequenceItems,
  taggedItems,
} from './asn1-reader.js';

/** How a value was signed. `saltBytes` is for RSASSA-PSS, 0 otherwise. */
export interface SignatureMethod {
  readonly scheme: 'rsa-pkcs1' | 'rsa-pss' | 'ecdsa';
  readonly digest: HashName;
  readonly saltBytes: number;
}

const DIGESTS: Readonly<Record<string, HashName>> = {
  '1.3.14.3.2.26': 'sha1',
  '2.16.840.1.101.3.4.2.1': 'sha256',
  '2.16.840.1.101.3.4.2.2': 'sha384',
  '2.16.840.1.101.3.4.2.3': 'sha512',
};

const RSA_ENCRYPTION = '1.2.840.113549.1.1.1';
const RSA_PSS = '1.2.840.113549.1.1.10';
const MGF1 = '1.2.840.113549.1.1.8';

const FIXED: Readonly<Record<string, readonly ['rsa-pkcs1' | 'ecdsa', HashName]>> = {
  '1.2.840.113549.1.1.5': ['rsa-pkcs1', 'sha1'],
  '1.2.840.113549.1.1.11': ['rsa-pkcs1', 'sha256'],
  '1.2.840.113549.1.1.12': ['rsa-pkcs1', 'sha384'],
  '1.2.840.113549.1.1.13': ['rsa-pkcs1', 'sha512'],
  '1.2.840.10045.4.1': ['ecdsa', 'sha1'],
  '1.2.840.10045.4.3.2': ['ecdsa', 'sha256'],
  '1.2.840.10045.4.3.3': ['ecdsa', 'sha384'],
  '1.2.840.10045.4.3.4': ['ecdsa', 'sha512'],
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
  if (oid === RSA_PSS) return readPss(parameters);
  if (parameters && !isNull(parameters)) return null;
  if (oid === RSA_ENCRYPTION && besideDigest)
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
  const plain = (!mask || readOid(mask) === MGF1) && (!trailer || readSmallNumber(trailer) === 1);
  // WebCrypto knows one hash for both; nobody signs otherwise.
  if (!plain || !digest || maskHash !== digest) return null;
  const salt = field(2);
  return { scheme: 'rsa-pss', digest, saltBytes: salt ? readSmallNumber(salt) : 20 };
}

function readDigest(block: Asn1Block | undefined): HashName | null {
  return block ? digestByOid(readOid(sequenceItems(block)[0])) : 'sha1';
}
