import * as asn1js from 'asn1js';
import { type Certificate, ContentInfo, IssuerAndSerialNumber, SignedData, type SignerInfo } from 'pkijs';
import { OID } from './object-identifiers.js';

export interface ParsedCms {
  readonly signerInfo: SignerInfo;
  readonly signerCertificateDer: Uint8Array;
  readonly certificatesDer: readonly Uint8Array[];
  /** The attributes as they were signed: universal SET tag, content untouched. */
  readonly signedAttributesDer: Uint8Array;
  /** Values of each attribute by type, raw. */
  readonly attributes: ReadonlyMap<string, readonly asn1js.BaseBlock[]>;
}

/** Why a container was refused; `detail` completes a sentence for a person. */
export class CmsRefusal extends Error {}

const refuse = (detail: string): never => {
  throw new CmsRefusal(detail);
};

/**
 * Reads the container strictly: one definite-length DER value followed by zeroes, exactly one signer, nothing
 * enveloped, signed attributes present. Throws {@link CmsRefusal}.
 */
export function parseCms(contents: Uint8Array): ParsedCms {
  const der = cutPadding(contents);
  const signedData = readSignedData(der);
  if (signedData.encapContentInfo.eContentType !== OID.data || signedData.encapContentInfo.eContent) {
    refuse('The signature carries a document of its own instead of signing this one.');
  }
  const [signerInfo, ...others] = signedData.signerInfos;
  if (!signerInfo || others.length > 0) return refuse('The container must hold exactly one signature.');
  if (!signerInfo.signedAttrs) return refuse('The signature has no signed attributes.');
  const certificates = (signedData.certificates ?? []).filter(
    (item): item is Certificate => 'tbsView' in item,
  );
  const signer = certificates.find((certificate) => isSigner(signerInfo, certificate));
  if (!signer) return refuse('The certificate of the signer is not in the container.');
  const signedAttributesDer = new Uint8Array(signerInfo.signedAttrs.encodedValue);
  return {
    signerInfo,
    signerCertificateDer: certificateDer(signer),
    certificatesDer: certificates.map(certificateDer),
    signedAttributesDer,
    attributes: collectAttributes(signerInfo),
  };
}

/** Only zeroes may follow the DER value: anything else would be unsigned content inside the file. */
function cutPadding(contents: Uint8Array): Uint8Array {
  const first = contents[1];
  if (contents[0] !== 0x30 || first === undefined || first === 0x80)
    return refuse('The signature is not DER.');
  const lengthBytes = first & 0x80 ? first & 0x7f : 0;
  if (lengthBytes > 4) return refuse('The signature is not DER.');
  let length = lengthBytes === 0 ? first : 0;
  for (let i = 0; i < lengthBytes; i++) length = length * 256 + (contents[2 + i] ?? 0);
  const end = 2 + lengthBytes + length;
  if (end > contents.length) return refuse('The signature is cut off.');
  if (contents.subarray(end).some((byte) => byte !== 0))
    return refuse('Something follows the signature in its container.');
  return contents.subarray(0, end);
}

function readSignedData(der: Uint8Array): SignedData {
  try {
    const contentInfo = ContentInfo.fromBER(new Uint8Array(der));
    if (contentInfo.contentType !== OID.signedData) return refuse('The container does not hold a signature.');
    return new SignedData({ schema: contentInfo.content });
  } catch (cause) {
    if (cause instanceof CmsRefusal) throw cause;
    return refuse('The signature cannot be read.');
  }
}

function isSigner(signerInfo: SignerInfo, certificate: Certificate): boolean {
  const { sid } = signerInfo;
  return (
    sid instanceof IssuerAndSerialNumber &&
    sid.issuer.isEqual(certificate.issuer) &&
    sid.serialNumber.isEqual(certificate.serialNumber)
  );
}

const certificateDer = (certificate: Certificate): Uint8Array =>
  new Uint8Array(certificate.toSchema().toBER(false));

function collectAttributes(signerInfo: SignerInfo): Map<string, asn1js.BaseBlock[]> {
  const found = new Map<string, asn1js.BaseBlock[]>();
  for (const attribute of signerInfo.signedAttrs?.attributes ?? []) {
    // Two of a kind is how a second digest is smuggled past a reader that takes the other one.
    if (found.has(attribute.type)) refuse('A signed attribute is there twice.');
    found.set(attribute.type, attribute.values);
  }
  return found;
}

/** Elements of the SET in ascending order of their encodings (X.690 § 11.6). */
export function isSortedSet(setDer: Uint8Array): boolean {
  const parsed = asn1js.fromBER(new Uint8Array(setDer));
  if (!(parsed.result instanceof asn1js.Set)) return false;
  const items = parsed.result.valueBlock.value.map((item) => item.valueBeforeDecodeView);
  return items.every((item, index) => index === 0 || Buffer.compare(items[index - 1] ?? item, item) <= 0);
}
