import { digest } from '#runtime';
import {
  type Asn1Block,
  isOctets,
  isSequence,
  readOctets,
  readOid,
  sequenceItems,
} from '../asn1/asn1-reader.js';
import { ATTRIBUTE_OID } from '../asn1/object-identifiers.js';
import { equalBytes } from '../runtime/bytes.js';
import type { HashName } from '../runtime/hash-name.js';
import type { ParsedCertificate } from '../x509/certificate.js';
import { digestByOid } from '../x509/signature-algorithm.js';
import type { ParsedToken } from './parse-token.js';

/**
 * signing-certificate (RFC 2634 § 5.4, SHA-1) or its second version (RFC 5035 § 3), whichever is there and both when
 * both are: one must be (RFC 3161 § 2.4.2, RFC 5816), or another certificate of the same key could take the token over.
 */
export async function namesSigningCertificate(
  { attributes }: ParsedToken,
  signer: ParsedCertificate,
): Promise<boolean> {
  const values = [
    ...readValues(attributes.get(ATTRIBUTE_OID.signingCertificate), () => 'sha1'),
    ...readValues(attributes.get(ATTRIBUTE_OID.signingCertificateV2), digestOfId),
  ];
  if (values.length === 0) return false;
  for (const { algorithm, hash } of values) {
    if (!algorithm || !hash || !equalBytes(await digest(algorithm, [signer.der]), hash)) return false;
  }
  return true;
}

interface CertificateHash {
  readonly algorithm: HashName | null;
  readonly hash: Uint8Array | null;
}

/** The first ESSCertID of each attribute: the signer's own; what follows are its issuers. */
function readValues(
  values: readonly Asn1Block[] | undefined,
  algorithmOf: (id: readonly Asn1Block[]) => HashName | null,
): CertificateHash[] {
  return (values ?? []).map((value) => {
    const id = sequenceItems(sequenceItems(sequenceItems(value)[0])[0]);
    const hash = id.find((item) => isOctets(item));
    return { algorithm: algorithmOf(id), hash: hash ? readOctets(hash) : null };
  });
}

/** hashAlgorithm is left out when it is SHA-256 (RFC 5035 § 4). */
function digestOfId([first]: readonly Asn1Block[]): HashName | null {
  return isSequence(first) ? digestByOid(readOid(sequenceItems(first)[0])) : 'sha256';
}
