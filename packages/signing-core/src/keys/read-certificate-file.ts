import { X509Certificate } from 'node:crypto';
import * as asn1js from 'asn1js';
import { Certificate, ContentInfo, SignedData } from 'pkijs';
import { OID } from '../asn1/object-identifiers.js';

/**
 * Certificates of a file as authorities send them: PEM (any number, also PKCS#7), one DER certificate, or a DER
 * PKCS#7 bundle (.p7b). In the order of the file; empty when there is none. Answers DER.
 */
export function readCertificateFile(bytes: Uint8Array): Uint8Array[] {
  const text = Buffer.from(bytes).toString('latin1');
  const blocks = [...text.matchAll(/-----BEGIN (CERTIFICATE|PKCS7|CMS)-----([\s\S]+?)-----END \1-----/g)];
  const parts = blocks.length > 0 ? blocks.map((block) => Buffer.from(block[2] ?? '', 'base64')) : [bytes];
  return parts.flatMap(readDer);
}

function readDer(der: Uint8Array): Uint8Array[] {
  try {
    return [new Uint8Array(new X509Certificate(der).raw)];
  } catch {
    return readBundle(der);
  }
}

function readBundle(der: Uint8Array): Uint8Array[] {
  const { result, offset } = asn1js.fromBER(der);
  if (offset === -1) return [];
  try {
    const content = new ContentInfo({ schema: result });
    if (content.contentType !== OID.signedData) return [];
    const { certificates = [] } = new SignedData({ schema: content.content });
    return certificates.flatMap((each) =>
      each instanceof Certificate ? [new Uint8Array(each.toSchema(false).toBER())] : [],
    );
  } catch {
    return [];
  }
}
