import { type Asn1Block, rawBytes, sequenceItems, taggedItems } from '../asn1/asn1-reader.js';
import { NO_VALIDATION_DATA, type ValidationData } from '../x509/validation-data.js';

/**
 * Revocation data that signatures of the older format carry in a signed attribute (PDF 32000-1 § 12.8.3.3.2):
 * `SEQUENCE { crl [0] SEQUENCE OF CertificateList, ocsp [1] SEQUENCE OF OCSPResponse, … }`. Unreadable: nothing.
 */
export function readAdobeRevocationInfo(value: Asn1Block | undefined): ValidationData {
  try {
    const fields = value ? sequenceItems(value) : [];
    const under = (number: number): Uint8Array[] =>
      fields.flatMap((field) => (taggedItems(field, number) ?? []).flatMap(sequenceItems)).map(rawBytes);
    return { certificatesDer: [], crlsDer: under(0), ocspResponsesDer: under(1) };
  } catch {
    return NO_VALIDATION_DATA;
  }
}
