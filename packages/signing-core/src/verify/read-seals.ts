import { digest } from '#runtime';
import { parseAsn1, rawBytes, setItems } from '../asn1/asn1-reader.js';
import { encodeSignedData } from '../cms/encode-signed-data.js';
import { issuerAndSerial } from '../cms/parse-issuer-and-serial.js';
import { cutPadding, type ParsedCms } from '../cms/parse-signed-data.js';
import { signatureAlgorithmIdentifier } from '../cms/signature-algorithm.js';
import { SIGNATURE_ALGORITHMS } from '../keys/digest-signer.js';
import { equalBytes, latin1, toHex } from '../runtime/bytes.js';
import { parseCertificate } from '../x509/certificate.js';
import { DocumentDigests } from './document-digests.js';
import { openFile } from './open-file.js';
import { type ReadSignature, readSignature } from './read-signature.js';
import { Checklist, type SignatureReport } from './report.js';
import { SecurityStores } from './security-store.js';
import { readSignatureTimestamps } from './signature-timestamps.js';

/** One signature or document timestamp as it stands in the file. Whether it holds is for `verifyPdf`. */
export interface Seal {
  readonly fieldName: string;
  readonly kind: SignatureReport['kind'];
  /** First position behind the revision it signs. */
  readonly signedEnd: number;
  /**
   * Whether `/Contents`, which no signature covers, is byte for byte what this library writes for what is in it: lower-case
   * hexadecimal, one DER value, zeroes. For a signature also: every byte of its container is either signed, a certificate, a
   * timestamp, or what must stand there (`encodeSignedData` gives it again).
   */
  readonly isOwnForm: boolean;
  /** Certificates in a signature's container, in its order; empty for a document timestamp. */
  readonly certificatesDer: readonly Uint8Array[];
  /** SHA-256 of the signer's DER SubjectPublicKeyInfo; null for a document timestamp. */
  readonly keyFingerprintSha256Hex: string | null;
  /** The timestamps inside the signature, or the document timestamp itself. */
  readonly tokensDer: readonly Uint8Array[];
}

/** The signatures of a file in the order of the file, and the certificates of its security store. */
export interface SealsOfFile {
  readonly seals: readonly Seal[];
  readonly storeCertificatesDer: readonly Uint8Array[];
}

/** Null for a file that cannot be read with certainty, or carries a signature that cannot. */
export async function readSeals(bytes: Uint8Array): Promise<SealsOfFile | null> {
  const opened = openFile(bytes, new Checklist());
  if (!opened) return null;
  const { reader, fields } = opened;
  const digests = new DocumentDigests(bytes);
  const seals: Seal[] = [];
  try {
    for (const [index, field] of fields.entries()) {
      const seal = await describe(await readSignature(reader, field, digests, index + 1), bytes);
      if (!seal) return null;
      seals.push(seal);
    }
    const { certificatesDer } = new SecurityStores(reader).at(bytes.length);
    return {
      seals: seals.sort((left, right) => left.signedEnd - right.signedEnd),
      storeCertificatesDer: certificatesDer,
    };
  } catch {
    // Whatever a parser trips over in a hostile container is one answer: it cannot be read.
    return null;
  }
}

async function describe(read: ReadSignature, bytes: Uint8Array): Promise<Seal | null> {
  const { field, signed, signedEnd, cms, tokenDer, format } = read;
  const value = cms ? cutPadding(signed?.contents ?? new Uint8Array()) : tokenDer;
  if (!signed || !format || !value) return null;
  const [, gapStart, gapEnd] = signed.byteRange;
  const written = latin1(bytes.subarray(gapStart + 1, gapEnd - 1));
  const isPlain = written === toHex(value).padEnd(written.length, '0');
  return {
    fieldName: field.fieldName,
    kind: format.kind,
    signedEnd,
    isOwnForm: isPlain && (cms === null || isReproduced(cms, value)),
    certificatesDer: cms?.certificatesDer ?? [],
    keyFingerprintSha256Hex: cms ? await keyFingerprint(cms) : null,
    tokensDer: cms ? readSignatureTimestamps(cms) : [value],
  };
}

async function keyFingerprint({ signerCertificateDer }: ParsedCms): Promise<string> {
  return toHex(await digest('sha256', [parseCertificate(signerCertificateDer).spkiDer]));
}

/** Written again from its parts the container must come out the same. */
function isReproduced(cms: ParsedCms, container: Uint8Array): boolean {
  const algorithm = SIGNATURE_ALGORITHMS.find((one) =>
    equalBytes(signatureAlgorithmIdentifier(one), cms.signatureAlgorithmDer),
  );
  const [timestampTokenDer, ...more] = readSignatureTimestamps(cms);
  if (!algorithm || !cms.signedAttributesDer || more.length > 0) return false;
  const again = encodeSignedData({
    attributes: setItems(parseAsn1(cms.signedAttributesDer)).map(rawBytes),
    signature: cms.signature,
    algorithm,
    signerCertificate: issuerAndSerial(cms.signerCertificateDer),
    certificateChainDer: cms.certificatesDer,
    ...(timestampTokenDer && { timestampTokenDer }),
  });
  return equalBytes(again, container);
}
