import * as asn1js from 'asn1js';
import { ATTRIBUTE_OID, OID } from '../asn1/object-identifiers.js';
import { isSortedSet, type ParsedCms, sortSet } from '../cms/parse-signed-data.js';
import { equalBytes } from '../runtime/bytes.js';
import type { HashName } from '../runtime/hash-name.js';
import { parseCertificate } from '../x509/certificate.js';
import { digestByOid, readSignatureMethod, type SignatureMethod } from '../x509/signature-algorithm.js';
import { verifyValue } from '../x509/verify-value.js';
import { checkSigningCertificate } from './check-signing-certificate.js';
import type { Checklist } from './report.js';

/** MD2, MD4, MD5, RIPEMD-128 */
const OUTDATED = new Set(['1.2.840.113549.2.2', '1.2.840.113549.2.4', '1.2.840.113549.2.5', '1.3.36.3.2.2']);

/** Algorithms of PKCS #1 and of ECDSA: where a digest belongs, none of them is one. */
const SIGNATURE_ARCS = /^1[.]2[.]840[.](113549[.]1[.]1|10045[.]4)[.]/;

/** What a signature is over. */
export interface SignedContent {
  /** Its digest by any of the algorithms. */
  digestOf(algorithm: HashName): Promise<Uint8Array>;
  /** Asked for only by a signature without signed attributes. */
  read(): Uint8Array;
}

/**
 * Judges the signed attributes and the signature value against the document's bytes. `cades`: the format of PAdES,
 * held to its rules; the older one is held to those it had.
 */
export async function checkCms(
  cms: ParsedCms,
  content: SignedContent,
  cades: boolean,
  list: Checklist,
): Promise<Integrity> {
  const digest = digestByOid(cms.digestAlgorithm);
  const method = readSignatureMethod(cms.signatureAlgorithmDer, digest);
  // A document can be made to fit an old digest; PAdES never allowed them.
  if (OUTDATED.has(cms.digestAlgorithm) || (cades && digest === 'sha1')) {
    list.expect('algorithm', false, '', 'The signature uses a digest that can be forged.');
    return 'broken';
  }
  if (SIGNATURE_ARCS.test(cms.digestAlgorithm)) {
    list.expect('algorithm', false, '', 'The signature names no digest.');
    return 'broken';
  }
  if (!digest) return warnOfAlgorithm(list);
  const claims = [
    cms.signedAttributesDer
      ? checkAttributes(cms, cms.signedAttributesDer, await content.digestOf(digest), { cades, list })
      : warnOfNoAttributes(list),
    await checkSigningCertificate(cms, cades, list),
  ];
  const value = method
    ? await checkSignatureValue(cms, content, { method, digest }, list)
    : warnOfAlgorithm(list);
  return claims.every(Boolean) ? value : 'broken';
}

type Integrity = 'intact' | 'broken' | 'unsupported';

/** Nobody here can say whose signature it is; that the document is another one than it names is said all the same. */
function warnOfAlgorithm(list: Checklist): Integrity {
  list.warn('algorithm', 'The signature uses an algorithm this verifier does not accept.');
  return 'unsupported';
}

/**
 * Formats before PAdES only. A value made over attributes cannot be passed off as one over a document, nor the other way
 * round: attributes are a SET, and a document begins with `%PDF-` (or is a digest of 20 bytes, where one is enclosed).
 */
function warnOfNoAttributes(list: Checklist): boolean {
  list.warn(ORDER_CHECK, 'The signature has no signed attributes (the oldest way to sign).');
  return true;
}

function checkAttributes(
  cms: ParsedCms,
  attributesDer: Uint8Array,
  documentDigest: Uint8Array,
  { cades, list }: { readonly cades: boolean; readonly list: Checklist },
): boolean {
  const contentType = singleValue(cms, ATTRIBUTE_OID.contentType);
  const typeOk = list.expect(
    'content-type',
    contentType instanceof asn1js.ObjectIdentifier && contentType.valueBlock.toString() === OID.data,
    'The signature says it signs data.',
    'The signature does not say what it signs.',
  );
  checkOrder(attributesDer, cades, list);
  const digest = singleValue(cms, ATTRIBUTE_OID.messageDigest);
  const digestOk = list.expect(
    'message-digest',
    digest instanceof asn1js.OctetString && equalBytes(digest.valueBlock.valueHexView, documentDigest),
    'The document is the one that was signed.',
    'The document was changed after it was signed.',
  );
  return typeOk && digestOk;
}

/**
 * The order says nothing about what was signed. Unsorted attributes of the older format are common; in CAdES they are a
 * defect that strict verifiers refuse.
 */
function checkOrder(attributesDer: Uint8Array, cades: boolean, list: Checklist): void {
  const sorted = isSortedSet(attributesDer);
  const detail = 'The signed attributes are not in DER order; strict verifiers refuse this signature.';
  if (!sorted && !cades) list.warn(ORDER_CHECK, detail);
  else list.expect(ORDER_CHECK, sorted, 'The signed attributes are in DER order.', detail);
}

/** Fails, or warns, without the signature being broken. */
export const ORDER_CHECK = 'signed-attributes';

/** The only value of a signed attribute; undefined when it is absent or has several. */
export function singleValue(cms: ParsedCms, type: string): asn1js.BaseBlock | undefined {
  const values = cms.attributes.get(type);
  return values?.length === 1 ? values[0] : undefined;
}

async function checkSignatureValue(
  cms: ParsedCms,
  content: SignedContent,
  { method, digest }: { readonly method: SignatureMethod; readonly digest: HashName },
  list: Checklist,
): Promise<Integrity> {
  const agreed = list.expect(
    'algorithm',
    method.digest === digest,
    'The signature and its digest use one algorithm.',
    'The signature names one digest for the document and another for itself.',
  );
  const outcome = await verifySignatureValue(cms, content, digest);
  if (outcome === 'unsupported') return agreed ? warnOfAlgorithm(list) : 'broken';
  const good = list.expect(
    'signature',
    outcome === 'good',
    'The signature was made with the key of its certificate.',
    'The signature was not made with the key of its certificate.',
  );
  return agreed && good ? 'intact' : 'broken';
}

async function verifySignatureValue(
  cms: ParsedCms,
  content: SignedContent,
  besideDigest: HashName,
): Promise<'good' | 'bad' | 'unsupported'> {
  const { signature, signatureAlgorithmDer: algorithmDer, signedAttributesDer: attributes } = cms;
  const { spkiDer } = parseCertificate(cms.signerCertificateDer);
  const about = { signature, algorithmDer, besideDigest, spkiDer };
  const asWritten = await verifyValue({ data: attributes ?? content.read(), ...about });
  if (asWritten !== 'bad' || !attributes || isSortedSet(attributes)) return asWritten;
  // Signed is their DER encoding, in whatever order the container has them (RFC 5652 § 5.4).
  return verifyValue({ data: sortSet(attributes), ...about });
}
