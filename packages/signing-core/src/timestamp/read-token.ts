import { Asn1Refusal } from '../asn1/asn1-reader.js';
import { equalBytes, toHex } from '../runtime/bytes.js';
import { type ParsedCertificate, parseReadable } from '../x509/certificate.js';
import { type ParsedToken, parseToken } from './parse-token.js';
import { parseTstInfo } from './parse-tst-info.js';

/** What a token says, before anybody has judged it. */
export interface ReadToken {
  readonly time: Date;
  readonly signerCertificateDer: Uint8Array;
  readonly certificatesDer: readonly Uint8Array[];
}

/**
 * Takes a `TimeStampToken` apart without judging it. Throws for bytes that are none, and when the certificate of the
 * authority is neither in it nor among `others`.
 */
export function readToken(der: Uint8Array, others: readonly Uint8Array[] = []): ReadToken {
  const token = parseToken(der);
  const signer = findTokenSigner(token, others);
  if (!signer) throw new Asn1Refusal('the certificate of the authority is missing');
  const { time } = parseTstInfo(token.contentDer);
  return { time, signerCertificateDer: signer.der, certificatesDer: token.certificatesDer };
}

/** The certificate that the token names: by issuer and serial number byte for byte, or by key identifier (RFC 5652 § 5.3). */
export function findTokenSigner(
  { signer, certificatesDer }: ParsedToken,
  others: readonly Uint8Array[],
): ParsedCertificate | null {
  const found = parseReadable([...certificatesDer, ...others]).find((certificate) => {
    if ('subjectKeyId' in signer) return certificate.subjectKeyId === toHex(signer.subjectKeyId);
    return (
      equalBytes(certificate.issuer.der, signer.issuerDer) &&
      certificate.serialNumberHex === signer.serialNumberHex
    );
  });
  return found ?? null;
}
