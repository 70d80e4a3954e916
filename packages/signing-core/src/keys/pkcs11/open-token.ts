import type { SignatureAlgorithm } from '../digest-signer.js';
import type { MadeSignature } from './made-signature.js';
import { readPinSource } from './pin-source.js';
import { type Pkcs11Uri, parsePkcs11Uri } from './pkcs11-uri.js';
import { Pkcs11Token } from './token.js';
import { TokenConnection } from './token-connection.js';
import { TokenError } from './token-error.js';

export interface OpenTokenOptions {
  /** Path of the PKCS#11 library. A `module-path` in the URI goes first: the URI is the narrower choice. */
  readonly modulePath?: string;
  /** RFC 7512, e.g. `pkcs11:token=sealwright;object=seal-2026`. */
  readonly uri: string;
  /** When left out: `pin-value` or the file of `pin-source` in the URI, else the token's own keypad. */
  readonly pin?: string;
  /** False: open without logging in; certificates and public keys are all that can be seen then. */
  readonly login?: boolean;
  /** Sessions that may sign side by side; 1 when left out. */
  readonly sessionCount?: number;
  /** Algorithm to sign with; when left out the preferred one of those that key and token can do together. */
  readonly algorithm?: SignatureAlgorithm;
  /** Called with every signature of the key before it is handed out; when this throws, nobody gets it. */
  readonly onSignature?: (made: MadeSignature) => Promise<void>;
}

/**
 * Opens and logs in to the token that the URI names. The PIN is tried once; a wrong one is never tried again by
 * this object.
 *
 * @throws TokenError `token-uri-invalid`, `token-module-missing`, `token-not-found`, `token-ambiguous`,
 * `token-pin-missing`, `token-pin-wrong`, `token-pin-locked`.
 */
export async function openToken(options: OpenTokenOptions): Promise<Pkcs11Token> {
  const uri = parsePkcs11Uri(options.uri);
  const modulePath = uri.modulePath ?? options.modulePath;
  if (!modulePath) {
    throw new TokenError(
      'token-module-missing',
      'No PKCS#11 library is named; set PKCS11_MODULE to its path.',
    );
  }
  const login = options.login ?? true;
  const connection = await TokenConnection.create({
    modulePath,
    uri,
    pin: login ? (options.pin ?? pinOf(uri)) : null,
    login,
    sessionCount: Math.max(1, options.sessionCount ?? 1),
  });
  return new Pkcs11Token(connection, uri, options.algorithm, options.onSignature);
}

/** The PIN that a URI carries or points to, or null. @throws TokenError `token-pin-missing`, `token-uri-invalid`. */
export function pinOf(uri: Pkcs11Uri): string | null {
  if (uri.pinValue !== undefined) return uri.pinValue;
  return uri.pinSource === undefined ? null : readPinSource(uri.pinSource);
}
