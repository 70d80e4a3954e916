import { digest } from '#runtime';
import { isOctets, readOctets, readOid } from '../asn1/asn1-reader.js';
import { ATTRIBUTE_OID, OID } from '../asn1/object-identifiers.js';
import { equalBytes, toHex } from '../runtime/bytes.js';
import type { HashName } from '../runtime/hash-name.js';
import type { ParsedCertificate } from '../x509/certificate.js';
import type { PathFinding } from '../x509/path-result.js';
import { digestByOid, readSignatureMethod } from '../x509/signature-algorithm.js';
import { validatePath } from '../x509/validate-path.js';
import { verifyValue } from '../x509/verify-value.js';
import type { TimestampFinding, TimestampProblemCode, TimestampStatement } from './finding.js';
import { hasSortedAttributes, type ParsedToken, parseToken } from './parse-token.js';
import { parseTstInfo, type TstInfo } from './parse-tst-info.js';
import { findTokenSigner } from './read-token.js';
import { namesSigningCertificate } from './signing-certificate.js';

export interface TokenTrust {
  readonly roots: readonly ParsedCertificate[];
  /** Certificates beside those in the token. */
  readonly otherCertificatesDer?: readonly Uint8Array[];
  /** When the authority's certificate is judged; the token's own time when absent. */
  readonly at?: Date;
}

/** The digest the token should be about; the token says which algorithm. */
export type ImprintOf = (algorithm: HashName) => Uint8Array | Promise<Uint8Array>;

/** Why a token proves nothing. */
class TokenProblem extends Error {
  constructor(
    readonly code: TimestampProblemCode,
    message: string,
  ) {
    super(message);
  }
}

/**
 * Judges a `TimeStampToken` (RFC 3161 § 2.4.2; one DER value, no padding): that it states a time for exactly this
 * imprint, was signed by the certificate it names, and where that certificate leads. Never throws for bad bytes.
 */
export async function checkTimestampToken(
  der: Uint8Array,
  imprintOf: ImprintOf,
  trust: TokenTrust,
): Promise<TimestampFinding> {
  let statement: TimestampStatement | null = null;
  try {
    const token = parseToken(der);
    const info = parseTstInfo(token.contentDer);
    const signer = findSigner(token, trust.otherCertificatesDer ?? []);
    statement = stateOf(token, info, signer);
    await checkImprint(info, imprintOf);
    await checkSignedAttributes(token, signer);
    await checkSignature(token, signer);
    const pool = [...token.certificatesDer, ...(trust.otherCertificatesDer ?? [])];
    const path = await validatePath(signer.der, pool, trust.roots, trust.at ?? info.time, 'timestamping');
    return { integrity: 'intact', statement, path, findings: findWeakDigests(token, info) };
  } catch (error) {
    const problem =
      error instanceof TokenProblem ? error : new TokenProblem('unreadable', 'The timestamp cannot be read.');
    return { integrity: 'broken', code: problem.code, detail: problem.message, statement };
  }
}

function stateOf(token: ParsedToken, info: TstInfo, signer: ParsedCertificate): TimestampStatement {
  return {
    time: info.time,
    accuracyMs: info.accuracyMs,
    policyOid: info.policyOid,
    serialNumberHex: info.serialNumberHex,
    nonceHex: info.nonceHex,
    imprintAlgorithmOid: info.imprintAlgorithmOid,
    signerCertificateDer: signer.der,
    certificatesDer: token.certificatesDer,
  };
}

function findSigner(token: ParsedToken, others: readonly Uint8Array[]): ParsedCertificate {
  const found = findTokenSigner(token, others);
  if (found) return found;
  throw new TokenProblem('signing-certificate', 'The certificate of the timestamp authority is missing.');
}

async function checkImprint(info: TstInfo, imprintOf: ImprintOf): Promise<void> {
  const algorithm = digestByOid(info.imprintAlgorithmOid);
  if (!algorithm) {
    throw new TokenProblem(
      'unsupported-algorithm',
      'The timestamp uses a digest this verifier does not know.',
    );
  }
  if (toHex(await imprintOf(algorithm)) !== info.imprintHex)
    throw new TokenProblem('imprint', 'The timestamp was made for something else.');
}

async function checkSignedAttributes(token: ParsedToken, signer: ParsedCertificate): Promise<void> {
  const single = (oid: string) => {
    const values = token.attributes.get(oid);
    return values?.length === 1 ? values[0] : undefined;
  };
  const algorithm = digestByOid(token.digestAlgorithmOid);
  if (!algorithm) {
    throw new TokenProblem(
      'unsupported-algorithm',
      'The timestamp uses a digest this verifier does not know.',
    );
  }
  const messageDigest = single(ATTRIBUTE_OID.messageDigest);
  const expected = await digest(algorithm, [token.contentDer]);
  const contentType = single(ATTRIBUTE_OID.contentType);
  const says = contentType !== undefined && readOid(contentType) === OID.tstInfo;
  const matches = isOctets(messageDigest) && equalBytes(readOctets(messageDigest), expected);
  if (!says || !matches || !hasSortedAttributes(token))
    throw new TokenProblem('signed-attributes', 'What the timestamp authority signed is something else.');
  if (!(await namesSigningCertificate(token, signer)))
    throw new TokenProblem('signing-certificate', 'The timestamp was made for another certificate.');
}

async function checkSignature(token: ParsedToken, signer: ParsedCertificate): Promise<void> {
  const besideDigest = digestByOid(token.digestAlgorithmOid);
  const method = readSignatureMethod(token.signatureAlgorithmDer, besideDigest);
  const verdict = await verifyValue({
    data: token.signedAttributesDer,
    signature: token.signature,
    algorithmDer: token.signatureAlgorithmDer,
    besideDigest,
    spkiDer: signer.spkiDer,
  });
  if (verdict === 'unsupported') {
    const detail = 'The timestamp is signed in a way this verifier does not know.';
    throw new TokenProblem('unsupported-algorithm', detail);
  }
  if (verdict === 'bad' || method?.digest !== besideDigest)
    throw new TokenProblem('signature', 'The signature of the timestamp authority is wrong.');
}

function findWeakDigests(token: ParsedToken, info: TstInfo): PathFinding[] {
  const weak = [info.imprintAlgorithmOid, token.digestAlgorithmOid].some(
    (oid) => digestByOid(oid) === 'sha1',
  );
  return weak ? [{ code: 'weak-digest', detail: 'The timestamp was made with SHA-1.' }] : [];
}
