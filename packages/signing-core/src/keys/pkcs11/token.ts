import { X509Certificate } from 'node:crypto';
import type { DigestSigner, SignatureAlgorithm } from '../digest-signer.js';
import { CKA, mechanismName } from './cryptoki.js';
import { findAllPrivateKeys } from './find-key.js';
import type { TokenDescription } from './find-slot.js';
import { type GeneratedKey, generateSealKey } from './generate-seal-key.js';
import { type Pkcs11Uri, parsePkcs11Uri } from './pkcs11-uri.js';
import { type KeyProbe, probeKey } from './probe.js';
import { algorithmOf, spkiDer } from './public-key.js';
import { readBytes, readText } from './read-attribute.js';
import { requireDigestMechanism, signAndVerify, signDigest } from './sign-digest.js';
import { SigningKeys } from './signing-keys.js';
import { TokenConnection } from './token-connection.js';
import { TokenError } from './token-error.js';

export interface OpenTokenOptions {
  /** Path of the PKCS#11 library; may be left out when the URI has `module-path`. */
  readonly modulePath?: string;
  /** RFC 7512, e.g. `pkcs11:token=sealwright;object=seal-2026`. */
  readonly uri: string;
  readonly pin: string;
  /** Sessions that may sign side by side; 1 when left out. */
  readonly sessionCount?: number;
}

/** A private key the token holds, without touching it. */
export interface KeySummary {
  readonly label: string;
  readonly idHex: string;
}

/**
 * Opens and logs in to the token that the URI names. The PIN is tried once; a wrong one is never tried again by
 * this object.
 *
 * @throws TokenError `token-uri-invalid`, `token-module-missing`, `token-not-found`, `token-ambiguous`,
 * `token-pin-wrong`, `token-pin-locked`.
 */
export async function openToken(options: OpenTokenOptions): Promise<Pkcs11Token> {
  const uri = parsePkcs11Uri(options.uri);
  const modulePath = options.modulePath ?? uri.modulePath;
  if (!modulePath) {
    throw new TokenError(
      'token-module-missing',
      'No PKCS#11 library is named; set PKCS11_MODULE to its path.',
    );
  }
  const connection = await TokenConnection.create({
    modulePath,
    uri,
    pin: options.pin,
    sessionCount: Math.max(1, options.sessionCount ?? 1),
  });
  return new Pkcs11Token(connection, uri);
}

/** A logged-in token. Methods take a key's label; without one they mean the object the URI named. */
export class Pkcs11Token {
  private readonly keys: SigningKeys;

  /** Use `openToken`. */
  constructor(
    private readonly connection: TokenConnection,
    uri: Pkcs11Uri,
  ) {
    this.keys = new SigningKeys(connection, uri);
  }

  get description(): TokenDescription {
    return this.connection.token;
  }

  /** Makes a key pair inside the token. @throws TokenError `token-key-exists`. */
  async generateSealKey(label: string, algorithm: SignatureAlgorithm): Promise<GeneratedKey> {
    return this.connection.run((session) => generateSealKey(session, label, algorithm));
  }

  async listKeys(): Promise<KeySummary[]> {
    return this.connection.run((session) =>
      findAllPrivateKeys(session).map((key) => ({
        label: readText(session, key, CKA.LABEL),
        idHex: readBytes(session, key, CKA.ID)?.toString('hex') ?? '',
      })),
    );
  }

  /** Names of the mechanisms this token offers; numbers we do not use come out in hexadecimal. */
  async mechanismNames(): Promise<string[]> {
    return [...(await this.connection.mechanisms())].map(mechanismName).sort();
  }

  /** Can this key get out? Reads, then tries. @throws TokenError `token-key-missing`, `token-key-ambiguous`. */
  async probe(label?: string): Promise<KeyProbe> {
    return this.connection.run((session) =>
      probeKey(session, this.connection.token, this.keys.nameOf(label)),
    );
  }

  /** SubjectPublicKeyInfo of the key, DER. @throws TokenError `token-key-missing`, `token-key-unsupported`. */
  async publicKeySpki(label?: string): Promise<Uint8Array> {
    return this.connection.run((session) => spkiDer(this.keys.requirePublicKey(session, label)));
  }

  /** A real signature over a fresh message, verified outside the token. @throws TokenError `token-sign-failed`. */
  async selfTest(label?: string): Promise<{ algorithm: SignatureAlgorithm; spkiDer: Uint8Array }> {
    const offered = await this.connection.mechanisms();
    return this.connection.run(async (session) => {
      const publicKey = this.keys.requirePublicKey(session, label);
      const algorithm = algorithmOf(publicKey);
      requireDigestMechanism(offered, algorithm);
      await signAndVerify(session, this.keys.findSigningKey(session, label, algorithm), publicKey);
      return { algorithm, spkiDer: spkiDer(publicKey) };
    }, signRefused);
  }

  /**
   * A signer for the key, with the certificates to send along, leaf first. Cheap: the token is first asked when
   * something is signed, and keeps working across `recover()`.
   *
   * @throws TokenError `token-key-unsupported`; signing itself throws `token-certificate-mismatch`,
   * `token-key-missing`, `token-lost`, `token-sign-failed`.
   */
  signer(label: string | undefined, certificateChainDer: readonly Uint8Array[]): DigestSigner {
    const leafDer = certificateChainDer[0];
    if (!leafDer) {
      throw new TokenError(
        'token-certificate-mismatch',
        'The seal key has no certificate; its chain is empty.',
      );
    }
    const leafKey = new X509Certificate(leafDer).publicKey;
    const algorithm = algorithmOf(leafKey);
    return {
      algorithm,
      certificateChainDer,
      signDigest: (digest) =>
        this.connection.run(async (session) => {
          const key = this.keys.findSigningKey(session, label, algorithm);
          this.keys.requireMatchingCertificate(session, label, leafKey);
          return signDigest(session, key, digest);
        }, signRefused),
    };
  }

  /**
   * Brings back a token that was removed and returned. Signers made before keep working afterwards.
   *
   * @throws TokenError `token-not-found` while it is still away: call again later. After `token-pin-wrong` it
   * throws that again without asking the token.
   */
  async recover(): Promise<void> {
    await this.connection.recover();
  }

  /** Closes the sessions, which logs out. May be called twice. */
  async close(): Promise<void> {
    await this.connection.close();
  }
}

const signRefused = { code: 'token-sign-failed', sentence: 'The token refused to sign' } as const;
