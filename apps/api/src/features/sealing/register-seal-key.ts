import { createHash, X509Certificate } from 'node:crypto';
import type { KeyProbe } from '@sealwright/signing-core/pkcs11';
import type { OrganisationFact } from '../../domain/events.js';
import type { SealKeyId } from '../../domain/ids.js';
import { bySystem, record } from '../../events/record.js';
import type { Clock } from '../../ports/clock.js';
import type { Ids } from '../../ports/ids.js';
import type { Organisations } from '../../ports/organisations.js';
import type { SealKey, SealKeys } from '../../ports/seal-key-repository.js';
import { SealTokenError } from '../../ports/seal-token.js';
import type { UnitOfWork } from '../../ports/unit-of-work.js';
import type { ActiveSealKey } from './active-seal-key.js';
import type { KeyRegistry } from './token-watch.js';

export interface RegisterSealKeyParts {
  readonly sealKeys: SealKeys;
  readonly unitOfWork: UnitOfWork;
  readonly organisations: Organisations;
  readonly ids: Ids;
  readonly clock: Clock;
  /** PEM, leaf first; read anew each time, so that a renewed certificate is noticed. */
  readonly readChainPem: () => string;
  readonly readTrustPem: () => string;
}

/** Holds the probed key against its certificate and writes both down for everybody to read. */
export class RegisterSealKey implements KeyRegistry {
  constructor(private readonly parts: RegisterSealKeyParts) {}

  async register(probe: KeyProbe): Promise<ActiveSealKey> {
    const { algorithm, spkiDer } = probe;
    if (!algorithm || !spkiDer) {
      throw new SealTokenError(
        'token-key-unsupported',
        'The token does not show the public half of the seal key.',
      );
    }
    const chainPem = this.parts.readChainPem();
    const chain = splitPem(chainPem).map((pem) => new X509Certificate(pem));
    const leaf = requireOwnLeaf(chain, spkiDer);
    const facts = { probe, algorithm, spkiDer, chainPem, leaf };
    const { key, isNew } = await this.parts.sealKeys.register(this.describe(facts));
    if (isNew) await this.tellOrganisations(registeredEvent(key, leaf));
    return { key, algorithm, chainDer: chain.map(({ raw }) => Uint8Array.from(raw)) };
  }

  async noteSelfTest({ key }: ActiveSealKey): Promise<void> {
    await this.parts.sealKeys.markSelfTest(key.id, this.parts.clock.now());
  }

  async noteFailure(active: ActiveSealKey | null, code: string): Promise<void> {
    if (!active) return;
    const { id, tokenSerial } = active.key;
    const data = { keyId: id, code, ...(tokenSerial !== '' && { tokenSerial }) };
    await this.tellOrganisations({ type: 'key.self-test-failed', data });
  }

  private describe({
    probe,
    algorithm,
    spkiDer,
    chainPem,
    leaf,
  }: Described): Omit<SealKey, 'createdAt' | 'state'> {
    return {
      id: this.parts.ids.uuid<SealKeyId>(),
      label: probe.label,
      algorithm,
      fingerprintSha256Hex: sha256Hex(spkiDer),
      origin: probe.origin,
      exportable: probe.exportable,
      softToken: probe.soft,
      tokenManufacturer: probe.manufacturer,
      tokenModel: probe.model,
      tokenSerial: probe.serial,
      probe: { attributes: probe.attributes, attempts: probe.attempts },
      chainPem,
      trustPem: this.parts.readTrustPem(),
      subject: leaf.subject.replaceAll('\n', ', '),
      notBefore: leaf.validFromDate,
      notAfter: leaf.validToDate,
      lastSelfTestAt: null,
    };
  }

  private async tellOrganisations(event: OrganisationFact): Promise<void> {
    for (const organisationId of await this.parts.organisations.list()) {
      await this.parts.unitOfWork.transact(organisationId, (tx) => record(tx, [event], bySystem));
    }
  }
}

interface Described {
  readonly probe: KeyProbe;
  readonly algorithm: string;
  readonly spkiDer: Uint8Array;
  readonly chainPem: string;
  readonly leaf: X509Certificate;
}

function requireOwnLeaf([leaf]: readonly X509Certificate[], spkiDer: Uint8Array): X509Certificate {
  if (!leaf)
    throw new SealTokenError('token-certificate-mismatch', 'The file with the seal certificate is empty.');
  const certified = leaf.publicKey.export({ type: 'spki', format: 'der' });
  if (!certified.equals(spkiDer)) {
    throw new SealTokenError('token-certificate-mismatch', 'The seal certificate belongs to another key.');
  }
  return leaf;
}

function registeredEvent(key: SealKey, leaf: X509Certificate): OrganisationFact {
  return {
    type: 'key.registered',
    data: {
      keyId: key.id,
      algorithm: key.algorithm,
      keyFingerprintSha256Hex: key.fingerprintSha256Hex,
      origin: key.origin,
      exportable: key.exportable,
      softToken: key.softToken,
      certificateSha256Hex: sha256Hex(leaf.raw),
      notBefore: key.notBefore.toISOString(),
      notAfter: key.notAfter.toISOString(),
    },
  };
}

function splitPem(pem: string): string[] {
  return pem.match(/-----BEGIN CERTIFICATE-----[\s\S]+?-----END CERTIFICATE-----/g) ?? [];
}

function sha256Hex(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
