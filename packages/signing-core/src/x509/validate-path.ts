import { type ParsedCertificate, parseCertificate, parseReadable, sameCertificate } from './certificate.js';
import { sameName } from './distinguished-name.js';
import type { PathPurpose, PathResult } from './path-result.js';
import { findPathProblem, findWeaknesses } from './path-rules.js';
import { verifyValue } from './verify-value.js';

/** Certificates of a path, root included. */
const MAX_PATH_LENGTH = 8;
/** The pool comes from the file: what it costs must not be the opponent's choice. */
const MAX_CANDIDATES = 64;
const MAX_VERIFICATIONS = 64;
/** Namesakes that issue each other make more ways than anybody can go. */
const MAX_STEPS = 256;

/**
 * The best path from `leafDer` to one of the given roots, judged at `at` (RFC 5280 § 6). Certificates of `poolDer` are
 * only material: trust comes from `roots` alone, and nothing is fetched from anywhere. When several paths exist, as
 * with cross-signed authorities, one that breaks no rule wins. Throws when the certificate itself cannot be read.
 */
export async function validatePath(
  leafDer: Uint8Array,
  poolDer: readonly Uint8Array[],
  roots: readonly ParsedCertificate[],
  at: Date,
  purpose: PathPurpose,
): Promise<PathResult> {
  const pool = parseReadable(poolDer.slice(0, MAX_CANDIDATES));
  const search = new PathSearch(pool, roots, at, purpose);
  const found = await search.follow([parseCertificate(leafDer)]);
  return found ?? search.outcome();
}

class PathSearch {
  private readonly edges = new Map<string, boolean>();
  private readonly candidates: readonly ParsedCertificate[];
  private steps = 0;
  private unsupported = false;
  private firstInvalid: PathResult | null = null;

  constructor(
    pool: readonly ParsedCertificate[],
    private readonly roots: readonly ParsedCertificate[],
    private readonly at: Date,
    private readonly purpose: PathPurpose,
  ) {
    this.candidates = [...roots, ...pool];
  }

  /** The first trusted path that begins like this one, or null. */
  async follow(path: readonly ParsedCertificate[]): Promise<PathResult | null> {
    const current = path.at(-1);
    if (!current || this.steps++ >= MAX_STEPS) return null;
    if (this.roots.some((root) => sameCertificate(root, current))) return this.judge(path);
    if (path.length >= MAX_PATH_LENGTH) return null;
    for (const candidate of this.issuersOf(current, path)) {
      if (!(await this.isIssuedBy(current, candidate))) continue;
      const found = await this.follow([...path, candidate]);
      if (found) return found;
    }
    return null;
  }

  outcome(): PathResult {
    if (this.firstInvalid) return this.firstInvalid;
    const detail = this.unsupported
      ? 'A certificate on the way to a trusted root is signed in a way this verifier does not know.'
      : 'The certificate does not lead to a trusted root.';
    return { state: 'untrusted', path: null, detail };
  }

  private judge(path: readonly ParsedCertificate[]): PathResult | null {
    const problem = findPathProblem(path, this.at, this.purpose);
    if (problem) {
      this.firstInvalid ??= { state: 'invalid', path, ...problem };
      return null;
    }
    const detail = 'The certificate leads to a trusted root and was valid at that time.';
    return { state: 'trusted', path, findings: findWeaknesses(path), detail };
  }

  /** By name; those whose key identifier is the one that is asked for come first (RFC 5280 § 4.2.1.1 calls it a hint). */
  private issuersOf(child: ParsedCertificate, path: readonly ParsedCertificate[]): ParsedCertificate[] {
    const named = this.candidates.filter(
      (candidate) =>
        sameName(candidate.subject, child.issuer) && !path.some((known) => sameCertificate(known, candidate)),
    );
    return named.sort((left, right) => rank(child, left) - rank(child, right));
  }

  private async isIssuedBy(child: ParsedCertificate, issuer: ParsedCertificate): Promise<boolean> {
    const edge = `${this.numberOf(child)}<${this.numberOf(issuer)}`;
    const known = this.edges.get(edge);
    if (known !== undefined) return known;
    if (this.edges.size >= MAX_VERIFICATIONS) return false;
    const verdict = await verifyValue({
      data: child.tbsDer,
      signature: child.signature,
      algorithmDer: child.signatureAlgorithmDer,
      spkiDer: issuer.spkiDer,
    });
    if (verdict === 'unsupported') this.unsupported = true;
    this.edges.set(edge, verdict === 'good');
    return verdict === 'good';
  }

  /** The leaf need not be a candidate: it is -1, and there is only one. */
  private numberOf(certificate: ParsedCertificate): number {
    return this.candidates.indexOf(certificate);
  }
}

function rank(child: ParsedCertificate, issuer: ParsedCertificate): number {
  if (child.authorityKeyId === null || issuer.subjectKeyId === null) return 1;
  return child.authorityKeyId === issuer.subjectKeyId ? 0 : 2;
}
