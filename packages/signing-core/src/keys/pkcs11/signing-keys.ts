import type { KeyObject } from 'node:crypto';
import type { Handle } from 'pkcs11js';
import type { SignatureAlgorithm } from '../digest-signer.js';
import { signingMechanism } from './choose-algorithm.js';
import { CKA } from './cryptoki.js';
import { findPrivateKey, findPublicKey, type KeyName } from './find-key.js';
import { type LogKeyKind, type NoteSigningKey, refuseLogKeyLabel, requireLogKeyLabel } from './log-key.js';
import type { Pkcs11Uri } from './pkcs11-uri.js';
import { findPublicHalf } from './public-half.js';
import { readPublicKey, spkiDer } from './public-key.js';
import { readFlag, readText } from './read-attribute.js';
import type { Session } from './session-pool.js';
import type { SigningKey } from './sign-digest.js';
import type { TokenConnection } from './token-connection.js';
import { TokenError } from './token-error.js';

/** What was learned about a key; worthless once the connection has another generation. */
interface KnownKey {
  readonly generation: number;
  readonly handle: Handle;
  readonly label: string;
  /** CKA_ALWAYS_AUTHENTICATE: each signature wants the PIN once more (PIV cards, qualified tokens). */
  readonly asksEachTime: boolean;
  /** Public keys (SPKI, hexadecimal) of certificates that were seen to belong to this key. */
  readonly certifiedSpkiHex: Set<string>;
}

/** The keys of one token by name, looked up once per generation of its connection. */
export class SigningKeys {
  private readonly known = new Map<string, KnownKey>();

  constructor(
    private readonly connection: TokenConnection,
    private readonly uri: Pkcs11Uri,
  ) {}

  /** A label, or without one the object that the URI names. */
  nameOf(label: string | undefined): KeyName {
    const { object, idHex } = this.uri;
    const wanted = label ?? object;
    const narrowed = idHex !== undefined && (label === undefined || label === object);
    return {
      ...(wanted === undefined ? {} : { label: wanted }),
      ...(narrowed ? { idHex } : {}),
    };
  }

  /**
   * @throws TokenError `token-key-missing`, `token-key-ambiguous`, `token-lost` for a key that was there before,
   * `token-key-purpose` for a log key.
   */
  findSigningKey(
    session: Session,
    label: string | undefined,
    publicKey: KeyObject,
    algorithm: SignatureAlgorithm,
  ): SigningKey {
    const known = this.lookUp(session, this.nameOf(label));
    refuseLogKeyLabel(known.label);
    const { handle } = known;
    const mechanism = signingMechanism(algorithm, this.connection.mechanisms);
    if (!mechanism) throw new TokenError('token-key-unsupported', `The token no longer offers ${algorithm}.`);
    const modulusBits = publicKey.asymmetricKeyDetails?.modulusLength ?? 0;
    return { handle, algorithm, mechanism, modulusBits, loginOnce: this.loginOnce(session, known) };
  }

  /** As `findSigningKey`, for checkpoints. @throws TokenError `token-key-purpose` for a key that is no log key. */
  findNoteKey(session: Session, label: string | undefined, kind: LogKeyKind): NoteSigningKey {
    const known = this.lookUp(session, this.nameOf(label));
    requireLogKeyLabel(known.label);
    return { handle: known.handle, kind, loginOnce: this.loginOnce(session, known) };
  }

  /** The key's own label, whatever it was named by. */
  labelOf(session: Session, label: string | undefined): string {
    return this.lookUp(session, this.nameOf(label)).label;
  }

  /** Remembers the key: from now on its absence means that the token is gone. */
  requirePrivateKey(session: Session, label: string | undefined): Handle {
    return this.lookUp(session, this.nameOf(label)).handle;
  }

  /** @throws TokenError `token-key-missing`, `token-key-unsupported`. */
  requirePublicKey(session: Session, label: string | undefined): KeyObject {
    const found = findPublicHalf(session, this.nameOf(label));
    if (found) return found;
    throw new TokenError('token-key-missing', 'The token holds the private key, but not its public half.');
  }

  /** @throws TokenError `token-certificate-mismatch`: a seal nobody could verify must not be made. */
  requireMatchingCertificate(session: Session, label: string | undefined, leafKey: KeyObject): void {
    const name = this.nameOf(label);
    const { certifiedSpkiHex } = this.lookUp(session, name);
    const wantedHex = hexOf(leafKey);
    if (certifiedSpkiHex.has(wantedHex)) return;
    const publicKey = findPublicKey(session, name);
    // A token without public key objects gives nothing to compare; the seal's own check follows anyway.
    if (publicKey && hexOf(readPublicKey(session, publicKey)) !== wantedHex) {
      throw new TokenError('token-certificate-mismatch', 'The seal certificate belongs to another key.');
    }
    certifiedSpkiHex.add(wantedHex);
  }

  private loginOnce(session: Session, { asksEachTime }: KnownKey): (() => void) | null {
    return asksEachTime ? () => this.connection.loginForOneOperation(session) : null;
  }

  private lookUp(session: Session, name: KeyName): KnownKey {
    const place = JSON.stringify([name.label, name.idHex]);
    const known = this.known.get(place);
    const { generation } = this.connection;
    if (known?.generation === generation) return known;
    const handle = findOrReportLoss(session, name, known !== undefined);
    const asksEachTime = readFlag(session, handle, CKA.ALWAYS_AUTHENTICATE) === true;
    const keyLabel = readText(session, handle, CKA.LABEL);
    const certifiedSpkiHex = new Set<string>();
    const found: KnownKey = { generation, handle, label: keyLabel, asksEachTime, certifiedSpkiHex };
    this.known.set(place, found);
    return found;
  }
}

/** A removed token answers a search with "nothing found" (measured), so a key known before means a lost token. */
function findOrReportLoss(session: Session, name: KeyName, knownBefore: boolean): Handle {
  try {
    return findPrivateKey(session, name);
  } catch (error) {
    if (knownBefore && error instanceof TokenError && error.code === 'token-key-missing') {
      const sentence = 'The token no longer shows the seal key; it may have been removed.';
      throw new TokenError('token-lost', sentence, { cause: error });
    }
    throw error;
  }
}

function hexOf(key: KeyObject): string {
  return Buffer.from(spkiDer(key)).toString('hex');
}
