import * as asn1js from 'asn1js';
import { digest as hash } from '#runtime';
import { ATTRIBUTE_OID } from '../asn1/object-identifiers.js';
import type { ParsedCms } from '../cms/parse-signed-data.js';
import { equalBytes } from '../runtime/bytes.js';
import type { HashName } from '../runtime/hash-name.js';
import { digestByOid } from '../x509/signature-algorithm.js';
import type { Checklist } from './report.js';

/**
 * signing-certificate-v2 (RFC 5035) stops another certificate with the same key from taking the signature over.
 * The first version hashes with SHA-1, where a second certificate of the same hash would be needed and two that
 * collide are not enough: early PAdES used it (TS 102 778-3 § 4.4), so it holds, outside the baseline. Version 2 that
 * names SHA-1 nobody ever asked for: it holds in the older format only.
 */
export async function checkSigningCertificate(
  cms: ParsedCms,
  cades: boolean,
  list: Checklist,
): Promise<boolean> {
  const second = cms.attributes.get(ATTRIBUTE_OID.signingCertificateV2);
  const first = cms.attributes.get(ATTRIBUTE_OID.signingCertificate);
  if (!second && !first && !cades) {
    list.warn('signing-certificate', 'The signature does not name its certificate (an older format).');
    return true;
  }
  const usesFirst = !second && first !== undefined;
  if (usesFirst)
    list.warn(
      'signing-certificate-version',
      'The signature names its certificate by SHA-1 (an older format).',
    );
  const attribute = usesFirst ? first : second;
  return list.expect(
    'signing-certificate',
    attribute?.length === 1 &&
      (await namesCertificate(attribute[0], cms.signerCertificateDer, {
        defaultHash: usesFirst ? 'sha1' : 'sha256',
        sha1: usesFirst || !cades,
      })),
    'The signature names the certificate it was made for.',
    'The signature was made for another certificate.',
  );
}

/** The first ESSCertID(v2) is the signer's; `defaultHash` where it names none. `sha1`: whether that is enough. */
async function namesCertificate(
  value: asn1js.BaseBlock | undefined,
  certificateDer: Uint8Array,
  { defaultHash, sha1 }: { readonly defaultHash: HashName; readonly sha1: boolean },
): Promise<boolean> {
  const first = child(child(value, 0), 0);
  const head = child(first, 0);
  const named = head instanceof asn1js.Sequence ? child(head, 0) : undefined;
  const algorithm =
    named instanceof asn1js.ObjectIdentifier ? digestByOid(named.valueBlock.toString()) : defaultHash;
  const expected = head instanceof asn1js.OctetString ? head : child(first, 1);
  if (!algorithm || (algorithm === 'sha1' && !sha1)) return false;
  if (!(expected instanceof asn1js.OctetString)) return false;
  return equalBytes(await hash(algorithm, [certificateDer]), expected.valueBlock.valueHexView);
}

function child(parent: asn1js.BaseBlock | undefined, index: number): asn1js.BaseBlock | undefined {
  return parent instanceof asn1js.Sequence ? parent.valueBlock.value[index] : undefined;
}
