import { generateKeyPairSync, sign } from 'node:crypto';
import { octetString } from '../asn1/der.js';
import { issueDevelopmentChain } from '../keys/development-ca.js';
import { samplePdf } from './sample-pdf.js';

export interface BareSignedPdf {
  readonly bytes: Uint8Array;
  readonly trustedRootPem: string;
}

const CONTENTS_HEX_DIGITS = 1_200;
const PLACE = '9999999999';

/**
 * A PDF signed the way of adbe.x509.rsa_sha1, for a test: no container, the value in `/Contents` and the certificates in
 * `/Cert`. `certEntry` gets the certificate as a hexadecimal string and answers how the dictionary names it.
 */
export async function bareSignedPdf(
  digest: 'sha1' | 'sha256',
  certEntry = (certificate: string) => `/Cert ${certificate}`,
): Promise<BareSignedPdf> {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const chain = await issueDevelopmentChain({
    spkiDer: publicKey.export({ type: 'spki', format: 'der' }),
    names: {
      ...{ organisation: 'Acme', rootCommonName: 'Root', issuingCommonName: 'Issuing' },
      sealCommonName: 'Ada',
    },
    notBefore: new Date('2025-01-01T00:00:00Z'),
    notAfter: new Date('2034-12-01T00:00:00Z'),
  });
  const der = Buffer.from(chain.sealCertificatePem.replace(/-----[^-]+-----|\s/g, ''), 'base64');
  const certificate = `<${der.toString('hex')}>`;
  const bytes = unsigned(certEntry(certificate), certificate);
  const text = Buffer.from(bytes).toString('latin1');
  const gapStart = text.indexOf('/Contents <') + '/Contents '.length;
  const gapEnd = gapStart + CONTENTS_HEX_DIGITS + 2;
  const range = [gapStart, gapEnd, bytes.length - gapEnd].map((place) => String(place).padEnd(PLACE.length));
  const placed = Buffer.from(text.replace([PLACE, PLACE, PLACE].join(' '), range.join(' ')), 'latin1');
  const document = Buffer.concat([placed.subarray(0, gapStart), placed.subarray(gapEnd)]);
  const value = octetString(sign(digest, document, privateKey));
  placed.write(Buffer.from(value).toString('hex').padEnd(CONTENTS_HEX_DIGITS, '0'), gapStart + 1, 'latin1');
  return { bytes: new Uint8Array(placed), trustedRootPem: chain.rootCertificatePem };
}

function unsigned(cert: string, certificate: string): Uint8Array {
  const field = '<</Type /Annot /Subtype /Widget /FT /Sig /T (sig) /Rect [0 0 0 0] /P 10 0 R /V 51 0 R>>';
  const about = '/Type /Sig /Filter /Adobe.PPKLite /SubFilter /adbe.x509.rsa_sha1';
  const room = `/ByteRange [0 ${PLACE} ${PLACE} ${PLACE}] /Contents <${'0'.repeat(CONTENTS_HEX_DIGITS)}>`;
  return samplePdf({
    catalog: '/AcroForm <</Fields [50 0 R] /SigFlags 3>>',
    page: '/Annots [50 0 R]',
    extraObjects: [field, `<<${about} /M (D:20260301120000Z) ${cert} ${room}>>`, certificate],
  });
}
