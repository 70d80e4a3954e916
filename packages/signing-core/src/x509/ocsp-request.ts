import * as asn1js from 'asn1js';
import { digest } from '#runtime';
import { parseAsn1, readBits, sequenceItems } from '../asn1/asn1-reader.js';
import { OID } from '../asn1/object-identifiers.js';
import { fromHex } from '../runtime/bytes.js';
import type { ParsedCertificate } from './certificate.js';

/**
 * An `OCSPRequest` for one certificate (RFC 6960 § 4.1.1), without nonce: responders cache their answers, and what is
 * embedded in a document is judged by its dates. SHA-1 names issuer and key because most responders know nothing else (RFC 5019 § 2.1.1).
 */
export async function encodeOcspRequest(
  certificate: ParsedCertificate,
  issuer: ParsedCertificate,
): Promise<Uint8Array> {
  const keyBits = readBits(sequenceItems(parseAsn1(issuer.spkiDer))[1]);
  const octets = async (bytes: Uint8Array): Promise<asn1js.OctetString> =>
    new asn1js.OctetString({ valueHex: new Uint8Array(await digest('sha1', [bytes])) });
  const id = new asn1js.Sequence({
    value: [
      new asn1js.Sequence({ value: [new asn1js.ObjectIdentifier({ value: OID.sha1 }), new asn1js.Null()] }),
      await octets(certificate.issuer.der),
      await octets(keyBits),
      new asn1js.Integer({ valueHex: fromHex(certificate.serialNumberHex) ?? new Uint8Array(1) }),
    ],
  });
  const wrap = (value: asn1js.BaseBlock): asn1js.Sequence => new asn1js.Sequence({ value: [value] });
  return new Uint8Array(wrap(wrap(wrap(wrap(id)))).toBER(false));
}
