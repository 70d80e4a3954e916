import type { FieldValue } from './field-values.js';

/** Everything a contestant may need, made once per run of the benchmark; crosses a process boundary as JSON. */
export interface BenchKeys {
  /** PKCS#12 files under the password `bench`: the peers' keys live in memory. */
  readonly rsaP12Path: string;
  readonly ecP12Path: string;
  /** Our key stays in a SoftHSM token. */
  readonly token: { readonly modulePath: string; readonly uri: string; readonly pin: string };
  readonly softHsmConf: string;
  readonly chainPem: string;
  readonly trustedRootPem: string;
}

export const p12Password = 'bench';

export interface ReadyContestant {
  /** Puts the values on the last page and seals. Answers the sealed file, or null for what makes no file. */
  seal(pdf: Uint8Array, values: readonly FieldValue[]): Promise<Uint8Array | null>;
  close(): Promise<void>;
}

/** Loads its library and opens its key; that is not measured. */
export type Contestant = (keys: BenchKeys, pageCount: number) => Promise<ReadyContestant>;
