import { digest } from '#runtime';
import { parseAsn1, readBits, sequenceItems } from '../asn1/asn1-reader.js';
import { X509_OID } from '../asn1/object-identifiers.js';
import { toHex } from '../runtime/bytes.js';
import { type ParsedCertificate, parseReadable, sameCertificate } from './certificate.js';
import { sameName } from './distinguished-name.js';
import { CLOCK_SKEW_MS, type EvidenceTimes, judgeStatement, unknown } from './evidence.js';
import type { OcspSingleResponse, ParsedOcspResponse } from './parse-ocsp.js';
import type { RevocationStatus } from './revocation-status.js';
import { validatePath } from './validate-path.js';
import { verifyValue } from './verify-value.js';

export interface OcspQuestion {
  readonly certificate: ParsedCertificate;
  readonly issuer: ParsedCertificate;
  readonly times: EvidenceTimes;
  /** Certificates beside those in the answer. */
  readonly pool: readonly ParsedCertificate[];
  /** For a responder whose certificate does not say that it is not to be checked. */
  readonly checkResponder: (responder: ParsedCertificate) => Promise<RevocationStatus>;
}

const MAX_RESPONDERS = 4;

/** What one answer says (RFC 6960 § 3.2); null when it is about other certificates. */
export async function judgeByOcsp(
  answer: ParsedOcspResponse,
  question: OcspQuestion,
): Promise<RevocationStatus | null> {
  const response = await findResponse(answer, question);
  if (!response) return null;
  const extensions = [...answer.extensions.values(), ...response.extensions.values()];
  if (extensions.some(({ critical }) => critical))
    return unknown('ocsp', 'has a restriction this verifier does not know');
  if (response.thisUpdate.getTime() > answer.producedAt.getTime() + CLOCK_SKEW_MS)
    return unknown('ocsp', 'was made before the time it speaks about');
  const problem = await whyNotAuthentic(answer, question);
  if (problem) return unknown('ocsp', problem);
  if (response.state === 'unknown') return unknown('ocsp', 'does not know the certificate');
  const { thisUpdate, nextUpdate, revocation } = response;
  const statement = { source: 'ocsp', thisUpdate, nextUpdate, revocation, remembersExpired: false } as const;
  return judgeStatement(statement, question.certificate, question.times);
}

async function findResponse(
  answer: ParsedOcspResponse,
  { certificate, issuer }: OcspQuestion,
): Promise<OcspSingleResponse | null> {
  for (const response of answer.responses) {
    const { id } = response;
    if (!id.digest || id.serialNumberHex !== certificate.serialNumberHex) continue;
    // The same serial number under another issuer is another certificate.
    const nameHash = toHex(await digest(id.digest, [certificate.issuer.der]));
    const keyHash = toHex(await digest(id.digest, [keyBits(issuer)]));
    if (nameHash === id.issuerNameHashHex && keyHash === id.issuerKeyHashHex) return response;
  }
  return null;
}

/** Signed by the issuer itself, or by a responder that exactly this issuer appointed (RFC 6960 § 4.2.2.2). */
async function whyNotAuthentic(answer: ParsedOcspResponse, question: OcspQuestion): Promise<string | null> {
  const { issuer, certificate, pool } = question;
  const known = [issuer, ...parseReadable(answer.certificatesDer.slice(0, MAX_RESPONDERS)), ...pool];
  let problem = 'is not signed by its authority';
  for (const responder of await namedResponders(answer, known)) {
    if (sameCertificate(responder, certificate)) {
      problem = 'is signed by the certificate it is about';
      continue;
    }
    if (!(await isSignedBy(answer, responder))) continue;
    if (sameCertificate(responder, issuer)) return null;
    const refusal = await whyNotAppointed(responder, answer, question);
    if (!refusal) return null;
    problem = refusal;
  }
  return problem;
}

async function namedResponders(
  answer: ParsedOcspResponse,
  known: readonly ParsedCertificate[],
): Promise<ParsedCertificate[]> {
  const named: ParsedCertificate[] = [];
  for (const candidate of known) {
    const matches = answer.responderName
      ? sameName(candidate.subject, answer.responderName)
      : // responderID byKey is always SHA-1 (RFC 6960 § 4.2.1).
        toHex(await digest('sha1', [keyBits(candidate)])) === answer.responderKeyHashHex;
    const isNew = !named.some((other) => sameCertificate(other, candidate));
    if (matches && isNew && named.length < MAX_RESPONDERS) named.push(candidate);
  }
  return named;
}

async function whyNotAppointed(
  responder: ParsedCertificate,
  answer: ParsedOcspResponse,
  question: OcspQuestion,
): Promise<string | null> {
  const { issuer } = question;
  // The issuer stands as the root here and nothing between: a responder of anybody else, above or below it, is not appointed.
  const { state: pathState } = await validatePath(responder.der, [], [issuer], answer.producedAt, 'ocsp');
  if (pathState !== 'trusted') return 'is signed by a responder its authority did not appoint';
  if (responder.extensions.has(X509_OID.ocspNoCheck)) return null;
  const { state } = await question.checkResponder(responder);
  return state === 'good' ? null : 'is signed by a responder whose own state is not proven';
}

async function isSignedBy(answer: ParsedOcspResponse, responder: ParsedCertificate): Promise<boolean> {
  const verdict = await verifyValue({
    data: answer.responseDataDer,
    signature: answer.signature,
    algorithmDer: answer.signatureAlgorithmDer,
    spkiDer: responder.spkiDer,
  });
  return verdict === 'good';
}

/** The key's bits without tag and count of unused bits: what RFC 6960 § 4.1.1 hashes. */
function keyBits({ spkiDer }: ParsedCertificate): Uint8Array {
  return readBits(sequenceItems(parseAsn1(spkiDer))[1]);
}
