import * as asn1js from 'asn1js';
import { SigningError } from '../errors.js';

/** Raw slices out of TBSCertificate (RFC 5280 § 4.1): copied, never re-encoded, so they match byte for byte. Throws `signer-invalid`. */
export function issuerAndSerial(der: Uint8Array): { issuerDer: Uint8Array; serialNumberDer: Uint8Array } {
  const parsed = asn1js.fromBER(der);
  const tbs = parsed.result instanceof asn1js.Sequence ? parsed.result.valueBlock.value[0] : undefined;
  const fields = tbs instanceof asn1js.Sequence ? tbs.valueBlock.value : [];
  const serialIndex = fields[0] instanceof asn1js.Integer ? 0 : 1;
  const serial = fields[serialIndex];
  const issuer = fields[serialIndex + 2];
  if (!(serial instanceof asn1js.Integer) || !(issuer instanceof asn1js.Sequence)) {
    throw new SigningError('signer-invalid', 'The certificate of the seal key cannot be read.');
  }
  return { issuerDer: issuer.valueBeforeDecodeView, serialNumberDer: serial.valueBeforeDecodeView };
}
