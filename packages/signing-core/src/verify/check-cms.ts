import { verify, X509Certificate } from 'node:crypto';
import * as asn1js from 'asn1js';
import { digest as hash } from '#runtime';
import { OID } from '../cms/object-identifiers.js';
import { isSortedSet, type ParsedCms } from '../cms/parse-signed-data.js';
import { equalBytes } from '../runtime/bytes.js';
import type { HashName } from '../runtime/hash-name.js';
import type { Checklist } from './report.js';

const DIGESTS: Readonly<Record<string, HashName>> = {
  [OID.sha256]: 'sha256',
  [OID.sha384]: 'sha384',
  [OID.sha512]: 'sha512',
};

/** Signature algorithms and the digest each one implies; null where the digest is named beside it. */
const SIGNATURES: Readonly<Record<string, { keyType: 'rsa' | 'ec'; digest: string | null }>> = {
  [OID.rsaEncryption]: { keyType: 'rsa', digest: null },
  [OID.sha256WithRsa]: { keyType: 'rsa', digest: 'sha256' },
  [OID.sha384WithRsa]: { keyType: 'rsa', digest: 'sha384' },
  [OID.sha512WithRsa]: { keyType: 'rsa', digest: 'sha512' },
  [OID.ecdsaWithSha256]: { keyType: 'ec', digest: 'sha256' },
  [OID.ecdsaWithSha384]: { keyType: 'ec', digest: 'sha384' },
  [OID.ecdsaWithSha512]: { keyType: 'ec', digest: 'sha512' },
};

/** Judges the signed attributes and the signature value against the document's bytes. */
export async function checkCms(
  cms: ParsedCms,
  digestOf: (algorithm: HashName) => Promise<Uint8Array>,
  cades: boolean,
  list: Checklist,
): Promise<'intact' | 'broken' | 'unsupported'> {
  const digest = DIGESTS[cms.digestAlgorithm];
  const algorithm = SIGNATURES[cms.signatureAlgorithm];
  if (!digest || !algorithm) {
    list.warn('algorithm', 'The signature uses an algorithm this verifier does not accept.');
    return 'unsupported';
  }
  const results = [
    checkAttributes(cms, await digestOf(digest), cades, list),
    await checkSigningCertificate(cms, cades, list),
    checkSignatureValue(cms, digest, algorithm, list),
  ];
  return results.every(Boolean) ? 'intact' : 'broken';
}

function checkAttributes(
  cms: ParsedCms,
  documentDigest: Uint8Array,
  cades: boolean,
  list: Checklist,
): boolean {
  const contentType = single(cms, OID.contentType);
  const typeOk = list.expect(
    'content-type',
    contentType instanceof asn1js.ObjectIdentifier && contentType.valueBlock.toString() === OID.data,
    'The signature says it signs data.',
    'The signature does not say what it signs.',
  );
  const sorted = checkOrder(cms, cades, list);
  const digest = single(cms, OID.messageDigest);
  const digestOk = list.expect(
    'message-digest',
    digest instanceof asn1js.OctetString && equalBytes(digest.valueBlock.valueHexView, documentDigest),
    'The document is the one that was signed.',
    'The document was changed after it was signed.',
  );
  if (cms.attributes.has(OID.signingTime)) {
    list.warn('signing-time', 'The signature carries a second signing time, which PAdES baseline forbids.');
  }
  return typeOk && sorted && digestOk;
}

/** Unsorted attributes of the older format are common and were checked as they stand; in CAdES they are a defect. */
function checkOrder(cms: ParsedCms, cades: boolean, list: Checklist): boolean {
  const sorted = isSortedSet(cms.signedAttributesDer);
  const detail = 'The signed attributes are not in DER order; strict verifiers refuse this signature.';
  if (!sorted && !cades) {
    list.warn('signed-attributes', detail);
    return true;
  }
  return list.expect('signed-attributes', sorted, 'The signed attributes are in DER order.', detail);
}

function single(cms: ParsedCms, type: string): asn1js.BaseBlock | undefined {
  const values = cms.attributes.get(type);
  return values?.length === 1 ? values[0] : undefined;
}

/** signing-certificate-v2 (RFC 5035) stops another certificate with the same key from taking the signature over. */
async function checkSigningCertificate(cms: ParsedCms, cades: boolean, list: Checklist): Promise<boolean> {
  const value = single(cms, OID.signingCertificateV2);
  if (!value && !cades) {
    list.warn('signing-certificate', 'The signature does not name its certificate (an older format).');
    return true;
  }
  return list.expect(
    'signing-certificate',
    value !== undefined && (await namesCertificate(value, cms.signerCertificateDer)),
    'The signature names the certificate it was made for.',
    'The signature was made for another certificate.',
  );
}

async function namesCertificate(value: asn1js.BaseBlock, certificateDer: Uint8Array): Promise<boolean> {
  const first = child(child(value, 0), 0);
  const head = child(first, 0);
  const named = head instanceof asn1js.Sequence ? child(head, 0) : undefined;
  const algorithm =
    named instanceof asn1js.ObjectIdentifier ? DIGESTS[named.valueBlock.toString()] : 'sha256';
  const namedHash = head instanceof asn1js.OctetString ? head : child(first, 1);
  if (!algorithm || !(namedHash instanceof asn1js.OctetString)) return false;
  return equalBytes(await hash(algorithm, [certificateDer]), namedHash.valueBlock.valueHexView);
}

function child(parent: asn1js.BaseBlock | undefined, index: number): asn1js.BaseBlock | undefined {
  return parent instanceof asn1js.Sequence ? parent.valueBlock.value[index] : undefined;
}

function checkSignatureValue(
  cms: ParsedCms,
  digest: string,
  algorithm: { keyType: 'rsa' | 'ec'; digest: string | null },
  list: Checklist,
): boolean {
  const { publicKey } = new X509Certificate(cms.signerCertificateDer);
  const consistent =
    publicKey.asymmetricKeyType === algorithm.keyType && (algorithm.digest ?? digest) === digest;
  const signature = cms.signature;
  return list.expect(
    'signature',
    consistent && verify(digest, cms.signedAttributesDer, publicKey, signature),
    'The signature was made with the key of its certificate.',
    'The signature was not made with the key of its certificate.',
  );
}
