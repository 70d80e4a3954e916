import * as asn1js from 'asn1js';
import { SigningError } from '../errors.js';

const SUBJECT_KEY_IDENTIFIER = '2.5.29.14';

/** Raw slices out of TBSCertificate (RFC 5280 § 4.1): copied, never re-encoded, so they match byte for byte. Throws `signer-invalid`. */
export function issuerAndSerial(der: Uint8Array): { issuerDer: Uint8Array; serialNumberDer: Uint8Array } {
  const fields = tbsFields(der);
  const serialIndex = fields[0] instanceof asn1js.Integer ? 0 : 1;
  const serial = fields[serialIndex];
  const issuer = fields[serialIndex + 2];
  if (!(serial instanceof asn1js.Integer) || !(issuer instanceof asn1js.Sequence)) {
    throw new SigningError('signer-invalid', 'The certificate of the seal key cannot be read.');
  }
  return { issuerDer: issuer.valueBeforeDecodeView, serialNumberDer: serial.valueBeforeDecodeView };
}

/** Octets of the extension (§ 4.2.1.2), or null when there is none. */
export function subjectKeyIdentifier(der: Uint8Array): Uint8Array | null {
  const tagged = tbsFields(der).find(
    (field) => field.idBlock.tagClass === 3 && field.idBlock.tagNumber === 3,
  );
  const extensions = tagged instanceof asn1js.Constructed ? tagged.valueBlock.value[0] : undefined;
  for (const extension of items(extensions)) {
    const [type, ...rest] = items(extension);
    if (!(type instanceof asn1js.ObjectIdentifier) || type.valueBlock.toString() !== SUBJECT_KEY_IDENTIFIER)
      continue;
    const wrapped = rest.at(-1);
    const inner = wrapped instanceof asn1js.OctetString ? asn1js.fromBER(octets(wrapped)).result : null;
    return inner instanceof asn1js.OctetString ? inner.valueBlock.valueHexView : null;
  }
  return null;
}

const octets = (block: asn1js.OctetString): Uint8Array<ArrayBuffer> =>
  new Uint8Array(block.valueBlock.valueHexView);

const items = (block: asn1js.BaseBlock | undefined): asn1js.BaseBlock[] =>
  block instanceof asn1js.Sequence ? block.valueBlock.value : [];

const tbsFields = (der: Uint8Array): asn1js.BaseBlock[] =>
  items(items(asn1js.fromBER(new Uint8Array(der)).result)[0]);
