import { ATTRIBUTE_OID } from '../asn1/object-identifiers.js';
import { isSortedSet, type ParsedCms } from '../cms/parse-signed-data.js';
import type { PdfReader } from '../pdf/pdf-reader.js';
import type { ReadSignature } from './read-signature.js';

/**
 * What takes a signature of the PAdES format out of the baseline (EN 319 142-1 § 6.3), one sentence each. Nothing
 * here makes it wrong: other programs will call it "not baseline".
 */
export function findBaselineProblems(read: ReadSignature, cms: ParsedCms, reader: PdfReader): string[] {
  const { value } = read.field;
  const stated = cms.attributes.has(ATTRIBUTE_OID.commitmentTypeIndication)
    ? 'a commitment'
    : cms.attributes.has(ATTRIBUTE_OID.signaturePolicyIdentifier)
      ? 'a policy'
      : null;
  const rules: readonly [boolean, string][] = [
    [read.claims.claimedTime === null, 'The signature dictionary does not say when it was signed (/M).'],
    [!cms.isDer, 'The signature is written in BER where PDF wants DER.'],
    [
      cms.signedAttributesDer !== null && !isSortedSet(cms.signedAttributesDer),
      'The signed attributes are not in DER order.',
    ],
    [!value.has('Filter'), 'The signature dictionary does not name a handler (/Filter).'],
    [reader.resolve(value.get('Cert')) !== null, 'The signature dictionary carries certificates (/Cert).'],
    [
      stated !== null && reader.resolve(value.get('Reason')) !== null,
      `The signature states ${stated} and a /Reason: only one is allowed.`,
    ],
    [
      cms.attributes.has(ATTRIBUTE_OID.signingTime),
      'The signature carries a second signing time, which PAdES baseline forbids.',
    ],
    [
      cms.attributes.has(ATTRIBUTE_OID.signingCertificate),
      'The signature names its certificate in an outdated way.',
    ],
    [
      cms.attributes.has(ATTRIBUTE_OID.adobeRevocationInfo),
      'The signature carries revocation data in the older format, which PAdES baseline forbids.',
    ],
  ];
  return rules.filter(([broken]) => broken).map(([, sentence]) => sentence);
}
