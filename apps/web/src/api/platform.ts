import type { Call } from './call';

export interface SealKey {
  readonly id: string;
  readonly label: string;
  readonly algorithm: string;
  readonly origin: 'generated-in-token' | 'imported' | 'unknown';
  readonly exportable: boolean;
  readonly softToken: boolean;
  readonly fingerprint: string;
  readonly notBefore: string;
  readonly notAfter: string;
  readonly state: string;
  readonly lastSelfTestAt: string | null;
  readonly health: { readonly state: string; readonly detail: string; readonly since: string | null };
}

export interface ServiceState {
  readonly name: string;
  readonly state: 'ok' | 'waiting' | 'failed';
  readonly detail: string;
  readonly since: string | null;
  readonly nextAttemptAt: string | null;
}

export const listSealKeys = (call: Call): Promise<readonly SealKey[]> => call('/seal-keys');

export const getPlatform = (call: Call): Promise<{ services: readonly ServiceState[] }> => call('/platform');
