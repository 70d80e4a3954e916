import type { ParsedCertificate } from './certificate.js';

/** What the first certificate of a path is used for; each use has its own key usage and extended key usage. */
export type PathPurpose = 'document-signing' | 'timestamping' | 'ocsp' | 'crl';

/** Stable names of the rules a path can break. */
export type PathProblemCode =
  | 'not-yet-valid'
  | 'expired'
  | 'not-an-authority'
  | 'path-too-long'
  | 'key-usage'
  | 'extended-key-usage'
  | 'name-constraints'
  | 'unknown-critical-extension'
  | 'policy-required'
  | 'unreadable';

/** Nothing wrong by the rules, but something a reader of the report should know. */
export interface PathFinding {
  readonly code: 'weak-digest' | 'weak-key';
  /** One sentence for a person. */
  readonly detail: string;
}

/**
 * `untrusted`: no path leads to a given root. `invalid`: a path exists and breaks a rule.
 * `path` goes from the judged certificate up to and including the root.
 */
export type PathResult =
  | {
      readonly state: 'trusted';
      readonly path: readonly ParsedCertificate[];
      readonly findings: readonly PathFinding[];
      readonly detail: string;
    }
  | {
      readonly state: 'invalid';
      readonly path: readonly ParsedCertificate[];
      readonly code: PathProblemCode;
      readonly detail: string;
    }
  | { readonly state: 'untrusted'; readonly path: null; readonly detail: string };
