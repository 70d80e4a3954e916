import {
  type Asn1Block,
  Asn1Refusal,
  isInteger,
  isSequence,
  parseAsn1,
  rawBytes,
  readOctets,
  readOid,
  sequenceItems,
  taggedItems,
} from '../asn1/asn1-reader.js';
import { X509_OID } from '../asn1/object-identifiers.js';
import { SigningError } from '../errors.js';

/** Raw slices out of TBSCertificate (RFC 5280 § 4.1): copied, never re-encoded, so they match byte for byte. Throws `signer-invalid`. */
export function issuerAndSerial(der: Uint8Array): { issuerDer: Uint8Array; serialNumberDer: Uint8Array } {
  const fields = readOrNull(() => tbsFields(der)) ?? [];
  const serialIndex = isInteger(fields[0]) ? 0 : 1;
  const serial = fields[serialIndex];
  const issuer = fields[serialIndex + 2];
  if (!isInteger(serial) || !issuer || !isSequence(issuer)) {
    throw new SigningError('signer-invalid', 'The certificate of the seal key cannot be read.');
  }
  return { issuerDer: rawBytes(issuer), serialNumberDer: rawBytes(serial) };
}

/** Octets of the extension (§ 4.2.1.2), or null when there is none. */
export function subjectKeyIdentifier(der: Uint8Array): Uint8Array | null {
  return readOrNull(() => {
    const [extensions] = tbsFields(der).flatMap((field) => taggedItems(field, 3) ?? []);
    const extension = sequenceItems(extensions)
      .map(sequenceItems)
      .find(([type]) => readOid(type) === X509_OID.subjectKeyIdentifier);
    return extension ? readOctets(parseAsn1(readOctets(extension.at(-1)))) : null;
  });
}

const tbsFields = (der: Uint8Array): Asn1Block[] => sequenceItems(sequenceItems(parseAsn1(der))[0]);

function readOrNull<T>(read: () => T): T | null {
  try {
    return read();
  } catch (error) {
    if (error instanceof Asn1Refusal) return null;
    throw error;
  }
}
