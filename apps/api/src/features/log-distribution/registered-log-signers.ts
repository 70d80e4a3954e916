import { createHash } from 'node:crypto';
import { formatVerifierKey, makeVerifierKey, type NoteSigner, parseCheckpoint } from '@sealwright/audit/log';
import { refuseUnfitKey, TokenError } from '@sealwright/signing-core/pkcs11';
import type { OrganisationFact } from '../../domain/events.js';
import { bySystem, record } from '../../events/record.js';
import type { Ids } from '../../ports/ids.js';
import type { LogKeyTokens, LogTokenKey } from '../../ports/log-key-tokens.js';
import type { LogKey, LogKeys } from '../../ports/log-keys.js';
import { LogSigners } from '../../ports/log-signers.js';
import type { Organisations } from '../../ports/organisations.js';
import { SealTokenError } from '../../ports/seal-token.js';
import type { UnitOfWork } from '../../ports/unit-of-work.js';

export interface LogSignersParts {
  readonly tokens: LogKeyTokens;
  readonly logKeys: LogKeys;
  readonly unitOfWork: UnitOfWork;
  readonly organisations: Organisations;
  readonly ids: Ids;
  readonly softTokenAllowed: boolean;
}

/** An Ed25519 public key is the last 32 bytes of its SubjectPublicKeyInfo (RFC 8410 § 4). */
const ed25519ByteLength = 32;

/**
 * The named log keys, each written down for readers before its first signature is shown; a key that is no longer named is
 * retired. Two keys are named while one replaces the other: both sign, and readers accept either.
 */
export class RegisteredLogSigners extends LogSigners {
  private readonly ready = new Map<string, Promise<readonly NoteSigner[]>>();

  constructor(private readonly parts: LogSignersParts) {
    super();
  }

  override async signers(origin: string): Promise<readonly NoteSigner[]> {
    const known = this.ready.get(origin);
    if (known) return await known;
    const opening = this.open(origin);
    this.ready.set(origin, opening);
    opening.catch(() => this.ready.delete(origin));
    return await opening;
  }

  private async open(origin: string): Promise<readonly NoteSigner[]> {
    const keys = await this.parts.tokens.keys();
    for (const key of keys) this.refuseUnfit(key);
    const named = keys.map((key) => ({ key, signer: toSigner(origin, key) }));
    const known = await this.parts.logKeys.list();
    for (const { key, signer } of named) await this.register(known, key, formatVerifierKey(signer.key));
    const inUse = new Set(named.map(({ signer }) => formatVerifierKey(signer.key)));
    for (const key of known)
      if (!inUse.has(key.verifierKey) && key.retiredAt === null) await this.retire(key);
    return named.map(({ signer }) => signer);
  }

  private refuseUnfit({ probe }: LogTokenKey): void {
    try {
      refuseUnfitKey(probe, { softTokenAllowed: this.parts.softTokenAllowed });
    } catch (error) {
      if (error instanceof TokenError) throw new SealTokenError(error.code, error.message);
      throw error;
    }
  }

  /** Told before it is written down: after a crash in between it is told twice, and never not at all. */
  private async register(known: readonly LogKey[], key: LogTokenKey, verifierKey: string): Promise<void> {
    const before = known.find((one) => one.verifierKey === verifierKey);
    if (before?.retiredAt) {
      throw new SealTokenError(
        'log-key-retired',
        `The log key ${JSON.stringify(key.label)} was retired on ${before.retiredAt.toISOString().slice(0, 10)} and does not sign again; name another one in LOG_KEY_URIS.`,
      );
    }
    if (before) return;
    const { label, algorithm, spkiDer } = key;
    const id = this.parts.ids.uuid();
    await this.tellOrganisations(registeredEvent(id, key, verifierKey));
    await this.parts.logKeys.register({ id, verifierKey, algorithm, spkiDer, label });
  }

  private async retire({ id, spkiDer }: LogKey): Promise<void> {
    const data = { logKeyId: id, keyFingerprintSha256Hex: sha256Hex(spkiDer) };
    await this.tellOrganisations({ type: 'log-key.retired', data });
    await this.parts.logKeys.retire(id);
  }

  private async tellOrganisations(event: OrganisationFact): Promise<void> {
    for (const organisationId of await this.parts.organisations.list()) {
      await this.parts.unitOfWork.transact(organisationId, (tx) => record(tx, [event], bySystem));
    }
  }
}

/** The token process wants the text itself, to see that it is a checkpoint; so neither kind gets a bare digest. */
function toSigner(origin: string, key: LogTokenKey): NoteSigner {
  const publicKey = key.algorithm === 'ed25519' ? key.spkiDer.subarray(-ed25519ByteLength) : key.spkiDer;
  return {
    key: makeVerifierKey(origin, key.algorithm, publicKey),
    sign: (text) => key.sign(text, parseCheckpoint(text).head.size),
  };
}

function registeredEvent(logKeyId: string, key: LogTokenKey, verifierKey: string): OrganisationFact {
  const { algorithm, spkiDer, probe } = key;
  const { origin, exportable, soft: softToken } = probe;
  const keyFingerprintSha256Hex = sha256Hex(spkiDer);
  return {
    type: 'log-key.registered',
    data: { logKeyId, algorithm, verifierKey, keyFingerprintSha256Hex, origin, exportable, softToken },
  };
}

function sha256Hex(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
