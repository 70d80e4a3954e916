import * as asn1js from 'asn1js';
import { digest as hash } from '#runtime';
import { OID } from '../cms/object-identifiers.js';
import { ATTRIBUTE_OID } from '../cms/parse-attribute-identifiers.js';
import type { ParsedCms } from '../cms/parse-signed-data.js';
import { equalBytes } from '../runtime/bytes.js';
import type { HashName } from '../runtime/hash-name.js';
import { digestByOid } from '../x509/signature-algorithm.js';
import type { Checklist } from './report.js';

/**
 * signing-certificate-v2 (RFC 5035) stops another certificate with the same key from taking the signature over.
 * The first version hashes with SHA-1: good enough for the older format to be checked by, not for PAdES.
 */
export async function checkSigningCertificate(
  cms: ParsedCms,
  cades: boolean,
  list: Checklist,
): Promise<boolean> {
  const second = cms.attributes.get(OID.signingCertificateV2);
  const first = cms.attributes.get(ATTRIBUTE_OID.signingCertificate);
  if (!second && !first && !cades) {
    list.warn('signing-certificate', 'The signature does not name its certificate (an older format).');
    return true;
  }
  if (!second && first && !cades)
    list.warn(
      'signing-certificate-version',
      'The signature names its certificate by SHA-1 (an older format).',
    );
  const usesFirst = !second && !cades;
  const attribute = usesFirst ? first : second;
  return list.expect(
    'signing-certificate',
    attribute?.length === 1 &&
      (await namesCertificate(attribute[0], usesFirst ? 'sha1' : 'sha256', cms.signerCertificateDer)),
    'The signature names the certificate it was made for.',
    'The signature was made for another certificate.',
  );
}

/** The first ESSCertID(v2) is the signer's; `defaultHash` where it names none. */
async function namesCertificate(
  value: asn1js.BaseBlock | undefined,
  defaultHash: HashName,
  certificateDer: Uint8Array,
): Promise<boolean> {
  const first = child(child(value, 0), 0);
  const head = child(first, 0);
  const named = head instanceof asn1js.Sequence ? child(head, 0) : undefined;
  const algorithm =
    named instanceof asn1js.ObjectIdentifier ? digestByOid(named.valueBlock.toString()) : defaultHash;
  const expected = head instanceof asn1js.OctetString ? head : child(first, 1);
  if (!algorithm || (algorithm === 'sha1' && defaultHash !== 'sha1')) return false;
  if (!(expected instanceof asn1js.OctetString)) return false;
  return equalBytes(await hash(algorithm, [certificateDer]), expected.valueBlock.valueHexView);
}

function child(parent: asn1js.BaseBlock | undefined, index: number): asn1js.BaseBlock | undefined {
  return parent instanceof asn1js.Sequence ? parent.valueBlock.value[index] : undefined;
}
