import type { SealKeyId } from '../domain/ids.js';

/** A key as its token described it when it was probed, and the certificate that names it. */
export interface SealKey {
  readonly id: SealKeyId;
  readonly label: string;
  readonly algorithm: string;
  /** SHA-256 of the DER SubjectPublicKeyInfo. */
  readonly fingerprintSha256Hex: string;
  readonly origin: 'generated-in-token' | 'imported' | 'unknown';
  readonly exportable: boolean;
  readonly softToken: boolean;
  readonly tokenManufacturer: string;
  readonly tokenModel: string;
  readonly tokenSerial: string;
  /** The attributes read and the exports tried, as the probe reported them. */
  readonly probe: unknown;
  /** Leaf first. */
  readonly chainPem: string;
  /** The root. */
  readonly trustPem: string;
  readonly subject: string;
  readonly notBefore: Date;
  readonly notAfter: Date;
  readonly state: 'active' | 'retired';
  readonly lastSelfTestAt: Date | null;
  readonly createdAt: Date;
}

/** The seal keys of the installation: written by the sealer alone, read by every organisation. */
export abstract class SealKeys {
  /**
   * Puts this key to use and retires every other one. The same key again keeps its id and its first date.
   * `isNew` is true only the first time.
   */
  abstract register(key: Omit<SealKey, 'createdAt' | 'state'>): Promise<{ key: SealKey; isNew: boolean }>;
  abstract markSelfTest(id: SealKeyId, at: Date): Promise<void>;
  /** Active one first. */
  abstract list(): Promise<readonly SealKey[]>;
  abstract find(id: SealKeyId): Promise<SealKey | null>;
}
