import { createHash } from 'node:crypto';
import { LogError, parseCheckpoint } from '@sealwright/audit/log';
import { type LogKey, openToken, type Pkcs11Token } from '@sealwright/signing-core/pkcs11';
import { SealTokenError } from '../../ports/seal-token.js';
import type { JournalPurpose } from '../../ports/token-journal.js';
import type { LogKeyChoice, LogKeyReport } from './token-messages.js';

/** Writes the journal's line; what throws here must keep the signature inside. */
type Note = (made: {
  readonly spkiDer: Uint8Array;
  readonly algorithm: string;
  readonly digest: Uint8Array;
  readonly signature: Uint8Array;
  readonly purpose: JournalPurpose;
}) => Promise<void>;

interface HeldKey {
  readonly token: Pkcs11Token;
  readonly key: LogKey;
}

/** The log keys inside the token process. They sign checkpoints and nothing else: not a digest, not any other text. */
export class LogKeyRing {
  private readonly held = new Map<string, Promise<HeldKey>>();
  /** The PKCS#11 library of the token process, for URIs that name none of their own. */
  modulePath: string | undefined;

  constructor(private readonly note: Note) {}

  async tryKey(choice: LogKeyChoice): Promise<LogKeyReport> {
    const { token } = await this.hold(choice);
    const probe = await token.probe();
    const { kind, spkiDer, message, signature } = await token.selfTestLogKey();
    const purpose = { kind: 'self-test', id: 'log-key' } as const;
    await this.note({ spkiDer, algorithm: algorithmOf(kind), digest: sha256(message), signature, purpose });
    return { label: probe.label, kind, spkiDer, probe };
  }

  /** @throws SealTokenError `token-request-refused` for a text that is no checkpoint of this size */
  async signCheckpoint(choice: LogKeyChoice, text: string, size: number): Promise<Uint8Array> {
    requireCheckpoint(text, size);
    const { key } = await this.hold(choice);
    const message = new TextEncoder().encode(text);
    const signature = await key.sign(message);
    const purpose = { kind: 'checkpoint', id: String(size) } as const;
    const { kind, spkiDer } = key;
    await this.note({ spkiDer, algorithm: algorithmOf(kind), digest: sha256(message), signature, purpose });
    return signature;
  }

  async close(): Promise<void> {
    for (const held of this.held.values()) {
      await held.then(({ token }) => token.close()).catch(() => undefined);
    }
  }

  private hold(choice: LogKeyChoice): Promise<HeldKey> {
    const known = this.held.get(choice.uri);
    if (known) return known;
    const opening = open(choice, this.modulePath);
    this.held.set(choice.uri, opening);
    // One that could not be opened is tried again; after a wrong PIN the sealer does not ask again.
    opening.catch(() => this.held.delete(choice.uri));
    return opening;
  }
}

async function open({ uri, pin }: LogKeyChoice, modulePath: string | undefined): Promise<HeldKey> {
  const token = await openToken({
    ...(modulePath !== undefined && { modulePath }),
    uri,
    ...(pin !== null && { pin }),
  });
  try {
    return { token, key: await token.logKey() };
  } catch (error) {
    await token.close();
    throw error;
  }
}

function requireCheckpoint(text: string, size: number): void {
  try {
    const { head, extensions } = parseCheckpoint(text);
    if (head.size === size && extensions.length === 0) return;
  } catch (error) {
    if (!(error instanceof LogError)) throw error;
  }
  throw new SealTokenError('token-request-refused', 'A log key signs checkpoints and nothing else.');
}

/** As in the journal: the digest is SHA-256 also where Ed25519 took the text itself. */
function algorithmOf(kind: LogKey['kind']): string {
  return kind === 'ed25519' ? 'ed25519' : 'ecdsa-p256-sha256';
}

function sha256(bytes: Uint8Array): Uint8Array {
  return createHash('sha256').update(bytes).digest();
}
