import { createHash, type KeyObject, X509Certificate } from 'node:crypto';
import type { DigestSigner, SignatureAlgorithm } from '../digest-signer.js';
import { chooseAlgorithm, usableAlgorithms } from './choose-algorithm.js';
import { mechanismName } from './cryptoki.js';
import type { TokenDescription } from './find-slot.js';
import { type GeneratedKey, generateSigningKey } from './generate-seal-key.js';
import { keyKindOf, type SealKeyKind } from './key-kind.js';
import { describePublicHalf, type KeySummary, summariseKeys } from './key-summary.js';
import {
  chooseLogKeyKind,
  type LogKey,
  type LogKeyKind,
  logKeyKindOf,
  refuseLogKeyLabel,
  requireLogKeyLabel,
  signMessage,
  type TriedLogKey,
  tryLogKey,
} from './log-key.js';
import type { MadeSignature } from './made-signature.js';
import type { Pkcs11Uri } from './pkcs11-uri.js';
import { type KeyAttributes, type KeyProbe, probeKey, readKeyAttributes } from './probe.js';
import { spkiDer } from './public-key.js';
import { signAndVerify, signDigest, type TriedSignature } from './sign-digest.js';
import { SigningKeys } from './signing-keys.js';
import { findChain, readCertificates, type StoredCertificate, storeChain } from './token-certificates.js';
import type { TokenConnection } from './token-connection.js';
import { TokenError } from './token-error.js';

/** A token with an open session. Methods take a key's label; without one they mean the object the URI named. */
export class Pkcs11Token {
  private readonly keys: SigningKeys;

  /** Use `openToken`. `preferred`: the algorithm to use where a key can do several. */
  constructor(
    private readonly connection: TokenConnection,
    uri: Pkcs11Uri,
    private readonly preferred: SignatureAlgorithm | undefined,
    private readonly onSignature: ((made: MadeSignature) => Promise<void>) | undefined,
  ) {
    this.keys = new SigningKeys(connection, uri);
  }

  get description(): TokenDescription {
    return this.connection.token;
  }

  /**
   * Makes a key pair inside the token; an algorithm stands for the kind of key it needs (RSA: 3072 bits).
   *
   * @throws TokenError `token-key-exists`, `token-request-refused`.
   */
  async generateSealKey(label: string, wish: SealKeyKind | SignatureAlgorithm): Promise<GeneratedKey> {
    refuseLogKeyLabel(label);
    return this.connection.run((session) => generateSigningKey(session, label, keyKindOf(wish)));
  }

  /**
   * Makes a key pair for checkpoints inside the token, by the same rules as a seal key. Ed25519 where the token can, P-256
   * otherwise.
   *
   * @param label begins with `log-`
   * @throws TokenError `token-key-purpose`, `token-key-exists`, `token-key-unsupported`, `token-request-refused`.
   */
  async generateLogKey(label: string, wish?: LogKeyKind): Promise<GeneratedKey<LogKeyKind>> {
    requireLogKeyLabel(label);
    const kind = chooseLogKeyKind(this.connection.mechanisms, wish);
    return this.connection.run((session) => generateSigningKey(session, label, kind));
  }

  /**
   * The log key of that label, ready to sign messages; works across `recover()`.
   *
   * @throws TokenError `token-key-missing`, `token-key-purpose` for a seal key, `token-key-unsupported`.
   */
  async logKey(label?: string): Promise<LogKey> {
    const key = await this.findLogKey(label);
    return {
      ...key,
      sign: async (message) => {
        const signature = await key.sign(message);
        await this.onSignature?.({ use: 'note', ...noteOf(key, message), signature });
        return signature;
      },
    };
  }

  private async findLogKey(label: string | undefined): Promise<LogKey> {
    return this.connection.run((session) => {
      const publicKey = this.keys.requirePublicKey(session, label);
      const kind = logKeyKindOf(publicKey);
      this.keys.findNoteKey(session, label, kind);
      return {
        label: this.keys.labelOf(session, label),
        kind,
        spkiDer: spkiDer(publicKey),
        sign: (message) =>
          this.connection.run(
            (turn) => signMessage(turn, this.keys.findNoteKey(turn, label, kind), message),
            signRefused,
          ),
      };
    });
  }

  /** A real signature with the log key, verified outside the token. @throws TokenError as `logKey`, `token-sign-failed`. */
  async selfTestLogKey(label?: string): Promise<TriedLogKey> {
    const key = await this.findLogKey(label);
    const publicKey = await this.connection.run((session) => this.keys.requirePublicKey(session, label));
    const tried = await tryLogKey(key, publicKey);
    const { message, signature } = tried;
    await this.onSignature?.({ use: 'self-test', ...noteOf(key, message), signature });
    return tried;
  }

  /** Private keys, and without a login (which sees none) the public keys that stand for them. */
  async listKeys(): Promise<KeySummary[]> {
    return this.connection.run((session) => summariseKeys(session, this.connection.mechanisms));
  }

  async listCertificates(): Promise<StoredCertificate[]> {
    return this.connection.run(readCertificates);
  }

  /** Names of the mechanisms this token offers; numbers we do not use come out in hexadecimal. */
  mechanismNames(): string[] {
    return [...this.connection.mechanisms].map(mechanismName).sort();
  }

  /** Can this key get out? Reads, then tries. @throws TokenError `token-key-missing`, `token-key-ambiguous`. */
  async probe(label?: string): Promise<KeyProbe> {
    return this.connection.run((session) => {
      const name = this.keys.nameOf(label);
      const { mechanisms } = this.connection;
      const publicHalf = describePublicHalf(session, name, mechanisms, this.preferred);
      return probeKey(session, this.connection.token, name, publicHalf);
    });
  }

  /** What the token says of the key, without trying anything. */
  async keyAttributes(label?: string): Promise<KeyAttributes> {
    return this.connection.run((session) =>
      readKeyAttributes(session, this.keys.requirePrivateKey(session, label)),
    );
  }

  /** CKA_LABEL of the key, whatever it was named by. @throws TokenError `token-key-missing`, `token-key-ambiguous`. */
  async labelOfKey(label?: string): Promise<string> {
    return this.connection.run((session) => this.keys.labelOf(session, label));
  }

  /** SubjectPublicKeyInfo of the key, DER. @throws TokenError `token-key-missing`, `token-key-unsupported`. */
  async publicKeySpki(label?: string): Promise<Uint8Array> {
    return this.connection.run((session) => spkiDer(this.keys.requirePublicKey(session, label)));
  }

  /** Everything that key and token can sign with together, the preferred first; may be empty. */
  async usableAlgorithms(label?: string): Promise<SignatureAlgorithm[]> {
    return this.connection.run((session) =>
      usableAlgorithms(this.keys.requirePublicKey(session, label), this.connection.mechanisms),
    );
  }

  /** A real signature over a fresh message, verified outside the token. @throws TokenError `token-sign-failed`. */
  async selfTest(
    label?: string,
    algorithm = this.preferred,
  ): Promise<{ algorithm: SignatureAlgorithm; spkiDer: Uint8Array } & TriedSignature> {
    const made = await this.connection.run(async (session) => {
      const publicKey = this.keys.requirePublicKey(session, label);
      const chosen = chooseAlgorithm(publicKey, this.connection.mechanisms, algorithm);
      const key = this.keys.findSigningKey(session, label, publicKey, chosen);
      const tried = await signAndVerify(session, key, publicKey);
      return { algorithm: chosen, spkiDer: spkiDer(publicKey), ...tried };
    }, signRefused);
    await this.onSignature?.({ use: 'self-test', ...made });
    return made;
  }

  /**
   * The certificates for the key, leaf first, without the root: found in the token (same CKA_ID, else same public
   * key) and in `extraDer`, which goes first. Empty when there is none.
   */
  async certificateChain(
    label?: string,
    extraDer: readonly Uint8Array[] = [],
    at = new Date(),
  ): Promise<Uint8Array[]> {
    return this.connection.run((session) => {
      const spki = spkiDer(this.keys.requirePublicKey(session, label));
      return findChain(session, this.keys.nameOf(label), spki, extraDer, at);
    });
  }

  /** Stores certificates beside the key, leaf first; answers how many the token did not hold before. */
  async storeCertificateChain(label: string | undefined, chainDer: readonly Uint8Array[]): Promise<number> {
    return this.connection.run((session) => storeChain(session, this.keys.nameOf(label), chainDer));
  }

  /**
   * A signer for the key, with the certificates to send along, leaf first. Cheap: the token is first asked when
   * something is signed, and keeps working across `recover()`. Without `algorithm` it takes the preferred one.
   *
   * @throws TokenError `token-key-unsupported`; signing itself throws `token-certificate-mismatch`,
   * `token-key-missing`, `token-lost`, `token-sign-failed`.
   */
  signer(
    label: string | undefined,
    certificateChainDer: readonly Uint8Array[],
    algorithm = this.preferred,
  ): DigestSigner {
    const leafDer = certificateChainDer[0];
    if (!leafDer) {
      throw new TokenError(
        'token-certificate-mismatch',
        'The seal key has no certificate; its chain is empty.',
      );
    }
    const leafKey = new X509Certificate(leafDer).publicKey;
    const chosen = chooseAlgorithm(leafKey, this.connection.mechanisms, algorithm);
    return {
      algorithm: chosen,
      certificateChainDer,
      signDigest: async (digest) => {
        const signature = await this.connection.run(async (session) => {
          const key = this.keys.findSigningKey(session, label, leafKey, chosen);
          this.keys.requireMatchingCertificate(session, label, leafKey);
          return signDigest(session, key, digest);
        }, signRefused);
        return this.told({ use: 'seal', publicKey: leafKey, algorithm: chosen, digest, signature });
      },
    };
  }

  /** Signs a digest before there is any certificate: for certificate requests and measurements. */
  async bareSigner(label?: string, algorithm = this.preferred): Promise<DigestSigner> {
    return this.connection.run((session) => {
      const publicKey = this.keys.requirePublicKey(session, label);
      const chosen = chooseAlgorithm(publicKey, this.connection.mechanisms, algorithm);
      return {
        algorithm: chosen,
        certificateChainDer: [],
        signDigest: async (digest) => {
          const signature = await this.connection.run(
            (turn) => signDigest(turn, this.keys.findSigningKey(turn, label, publicKey, chosen), digest),
            signRefused,
          );
          return this.told({ use: 'request', publicKey, algorithm: chosen, digest, signature });
        },
      };
    });
  }

  private async told({ publicKey, ...made }: SignatureBy): Promise<Uint8Array> {
    await this.onSignature?.({ ...made, spkiDer: spkiDer(publicKey) });
    return made.signature;
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

type SignatureBy = Omit<MadeSignature, 'spkiDer'> & { readonly publicKey: KeyObject };

function noteOf(key: LogKey, message: Uint8Array): Pick<MadeSignature, 'spkiDer' | 'algorithm' | 'digest'> {
  const algorithm = key.kind === 'ed25519' ? 'ed25519' : 'ecdsa-p256-sha256';
  return { spkiDer: key.spkiDer, algorithm, digest: createHash('sha256').update(message).digest() };
}

const signRefused = { code: 'token-sign-failed', sentence: 'The token refused to sign' } as const;
