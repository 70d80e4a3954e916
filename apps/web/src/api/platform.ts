import { addressOf } from './address';
import type { Call } from './call';

export interface SealKey {
  readonly id: string;
  readonly label: string;
  readonly algorithm: string;
  readonly origin: 'generated-in-token' | 'imported' | 'unknown';
  readonly exportable: boolean;
  readonly softToken: boolean;
  readonly token: { readonly manufacturer: string; readonly model: string; readonly serial: string };
  /** SHA-256 of the public key (SubjectPublicKeyInfo). */
  readonly fingerprint: string;
  readonly subject: string;
  readonly notBefore: string;
  readonly notAfter: string;
  readonly state: 'active' | 'retired';
  readonly lastSelfTestAt: string | null;
  /** The attributes the token stated and the exports that were tried. */
  readonly probe: unknown;
  readonly health: { readonly state: ServiceState['state']; readonly detail: string; readonly since: string };
}

export interface ServiceState {
  readonly name: string;
  readonly state: 'ok' | 'waiting' | 'failed';
  readonly detail: string;
  readonly since: string;
  readonly nextAttemptAt: string | null;
}

export const listSealKeys = (call: Call): Promise<readonly SealKey[]> => call('GET /seal-keys');

export const getPlatform = (call: Call): Promise<{ services: readonly ServiceState[] }> =>
  call('GET /platform');

/** The certificates that seals of this platform are checked against. */
export const trustAddress = addressOf('GET /trust.pem');
