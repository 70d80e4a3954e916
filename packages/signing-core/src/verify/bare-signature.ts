import { parseAsn1, readOctets } from '../asn1/asn1-reader.js';
import { nothing, oid, sequence } from '../asn1/der.js';
import { OID } from '../asn1/object-identifiers.js';
import { refuse } from '../cms/cms-refusal.js';
import { cutPadding, type ParsedCms } from '../cms/parse-signed-data.js';
import { type PdfDict, PdfString, type PdfValue } from '../pdf/objects.js';
import type { HashName } from '../runtime/hash-name.js';
import { parseCertificate } from '../x509/certificate.js';
import { verifyValue } from '../x509/verify-value.js';

/** Digests of this format (ISO 32000-1 table 257), the one of its name first. */
const DIGESTS: readonly HashName[] = ['sha1', 'sha256', 'sha384', 'sha512'];
const MAX_CERTIFICATES = 20;

/**
 * A signature of the format adbe.x509.rsa_sha1 (ISO 32000-1 § 12.8.3.2) as if it had a container: `/Contents` is an OCTET
 * STRING with the value of an RSA signature over the document, and the certificates stand in `/Cert`. They must be
 * written into the signature dictionary itself, where they are signed: a later revision could replace an object of their
 * own, and for any RSA value a fitting key can be made up. Throws `CmsRefusal`, and what parsers throw.
 *
 * @param document the signed bytes
 */
export async function readBareSignature(
  dictionary: PdfDict,
  contents: Uint8Array,
  document: Uint8Array,
): Promise<ParsedCms> {
  const certificatesDer = readCertificates(dictionary.get('Cert'));
  const [signerCertificateDer] = certificatesDer;
  if (!signerCertificateDer) return refuse('The certificate of the signer is not in the signature.');
  const signature = readOctets(parseAsn1(cutPadding(contents, OCTET_STRING)));
  const signatureAlgorithmDer = sequence(oid(OID.rsaEncryption), nothing());
  const { spkiDer } = parseCertificate(signerCertificateDer);
  let digest: HashName = 'sha1';
  for (const besideDigest of DIGESTS) {
    const about = { signature, algorithmDer: signatureAlgorithmDer, besideDigest, spkiDer };
    // The digest is named only inside of the value.
    if ((await verifyValue({ data: document, ...about })) === 'good') digest = besideDigest;
  }
  return {
    ...{
      digestAlgorithm: OID[digest],
      signatureAlgorithmDer,
      signature,
      signerCertificateDer,
      certificatesDer,
    },
    ...{ signedAttributesDer: null, attributes: new Map(), unsignedAttributes: new Map() },
    ...{ crlsDer: [], enclosed: null, isDer: true },
  };
}

const OCTET_STRING = 0x04;

function readCertificates(value: PdfValue | undefined): Uint8Array[] {
  const items = Array.isArray(value) ? value.slice(0, MAX_CERTIFICATES) : [value];
  return items.flatMap((item) => (item instanceof PdfString ? [item.bytes] : []));
}
