import { X509_OID } from '../asn1/object-identifiers.js';
import { SigningError } from '../errors.js';
import { PdfReader } from '../pdf/pdf-reader.js';
import { SecurityStores, securityStoreOffset } from '../verify/security-store.js';
import { type ParsedCertificate, parseCertificate, quoteCertificate } from '../x509/certificate.js';
import { checkRevocation } from '../x509/check-revocation.js';
import type { RevocationSource } from '../x509/revocation-source.js';
import type { RevocationResult } from '../x509/revocation-status.js';
import { readTrustedRoots } from '../x509/trusted-roots.js';
import { validatePath } from '../x509/validate-path.js';
import type { ValidationData } from '../x509/validation-data.js';
import { EvidenceStore } from './evidence-store.js';
import { readSubjects, type Subject } from './read-subjects.js';

export interface CollectOptions {
  /** Roots of signers and of timestamp authorities. */
  readonly trustedRootsPem: readonly string[];
  /** Asked about certificates that lead to one of these roots, and about no others. */
  readonly source: RevocationSource;
  /** The present. */
  readonly at: Date;
  /** Issuers that neither the file nor its timestamps carry. */
  readonly extraCertificatesDer?: readonly Uint8Array[];
}

/**
 * Full chains and revocation data of every signer and timestamp authority of a file, and of the OCSP responders that
 * vouch for them: what a document security store must hold for B-LT. Evidence in the file that already settles a
 * certificate is not asked for again. Signatures of others before the newest one, whose certificates lead to no given
 * root, are left as they are. Complete or an error: throws `validation-data-incomplete` naming the certificate and
 * what it lacks, `certificate-revoked`, `trust-root-invalid`, or `pdf-damaged`.
 */
export async function collectValidationData(
  pdf: Uint8Array,
  options: CollectOptions,
): Promise<ValidationData> {
  const roots = readTrustedRoots(options.trustedRootsPem);
  const reader = new PdfReader(pdf);
  const known = new SecurityStores(reader).at(pdf.length);
  const storeOffset = securityStoreOffset(reader);
  const store = new EvidenceStore(known);
  const othersDer = [...(options.extraCertificatesDer ?? []), ...known.certificatesDer];
  for (const subject of readSubjects(reader, options.at, othersDer)) {
    const pool = [...subject.poolDer, ...othersDer];
    const path = await validatePath(subject.certificateDer, pool, roots, subject.at, subject.purpose);
    if (path.state === 'trusted') {
      if (subject.required && storeOffset >= 0 && storeOffset < subject.signedEnd)
        await refresh(path.path, subject, store, options);
      await gather(path.path, subject, store, options);
    } else if (subject.required)
      throw incomplete(parseCertificate(subject.certificateDer), subject, path.detail);
  }
  return store.gathered;
}

/**
 * What the file carries from before the newest signature may settle the matter, but EU DSS grants B-LT only for data that
 * came in behind it: newer evidence is asked for, and the older one kept where there is none.
 */
async function refresh(
  path: readonly ParsedCertificate[],
  subject: Subject,
  store: EvidenceStore,
  options: CollectOptions,
): Promise<void> {
  const [leaf, issuer] = path;
  const fresh = await checkRevocation(path, store.gathered, subject.at, { notLaterThan: options.at });
  if (!leaf || !issuer || fresh.certificates[0]?.status.state !== 'unknown') return;
  try {
    await ask(leaf, issuer, subject, store, options.source);
  } catch (error) {
    if (!(error instanceof SigningError)) throw error;
  }
}

async function gather(
  path: readonly ParsedCertificate[],
  subject: Subject,
  store: EvidenceStore,
  options: CollectOptions,
): Promise<void> {
  store.addCertificates(path);
  const judge = (): Promise<RevocationResult> =>
    checkRevocation(path, store.everything, subject.at, { notLaterThan: options.at });
  const before = await judge();
  for (const [index, { certificate, status }] of before.certificates.entries()) {
    const issuer = path[index + 1];
    // What was found for one certificate often settles the next: ask only about what is still open.
    const open =
      status.state === 'unknown' && (await judge()).certificates[index]?.status.state === 'unknown';
    if (open && issuer) await ask(certificate, issuer, subject, store, options.source);
  }
  for (const { certificate, status } of (await judge()).certificates) {
    if (status.state === 'revoked') {
      const message = `The certificate ${quoteCertificate(certificate)} of ${subject.label} is revoked. ${status.detail}`;
      throw new SigningError('certificate-revoked', message);
    }
    if (status.state === 'unknown') throw incomplete(certificate, subject, status.detail);
  }
}

async function ask(
  certificate: ParsedCertificate,
  issuer: ParsedCertificate,
  subject: Subject,
  store: EvidenceStore,
  source: RevocationSource,
): Promise<void> {
  try {
    const answer = await source.find({ certificateDer: certificate.der, issuerDer: issuer.der });
    for (const responder of store.addAnswer(answer, certificate)) {
      if (responder.extensions.has(X509_OID.ocspNoCheck)) continue;
      const about = await source.find({ certificateDer: responder.der, issuerDer: issuer.der });
      store.addAnswer({ crlsDer: about.crlsDer, ocspResponsesDer: [] }, responder);
    }
  } catch (cause) {
    const why = cause instanceof SigningError ? cause.message : 'The source of revocation data failed.';
    throw incomplete(certificate, subject, why, cause);
  }
}

function incomplete(
  certificate: ParsedCertificate,
  { label }: Subject,
  why: string,
  cause?: unknown,
): SigningError {
  const message = `The state of the certificate ${quoteCertificate(certificate)} of ${label} cannot be proven: ${why}`;
  return new SigningError('validation-data-incomplete', message, { cause });
}
