import { join } from 'node:path';
import type { SignatureAlgorithm } from '@sealwright/signing-core';
import {
  crossCheckDistribution,
  type DistributionConfig,
  shapeDistribution,
  type WitnessAddress,
} from './checkpoint-distribution.js';
import { ConfigError, type Environment, type ProcessName, readEnvironment } from './env.js';
import { readSecrets, type SecretsOf } from './secrets.js';
import { crossCheckTimestamps, shapeTimestamps, type TimestampConfig } from './timestamps.js';

export interface Config {
  readonly isProduction: boolean;
  /** Without a slash at the end. */
  readonly publicUrl: string;
  /** Plain HTTP on this machine: cookies then go without `Secure` and `__Host-`. */
  readonly isInsecureLocalhost: boolean;
  readonly database: { readonly url: string; readonly poolSize: number };
  readonly redisUrl: string;
  readonly storageDir: string;
  /** What was erased, kept outside the database: an older backup must not bring it back. */
  readonly erasureListFile: string;
  /** The transparency log: its folder, shared by all processes, and its name. */
  readonly log: {
    readonly dir: string;
    readonly origin: string;
    /** Set by LOG_ORIGIN; otherwise what PUBLIC_URL says, which gives way to the name the log has already. */
    readonly originIsExplicit: boolean;
  };
  readonly logLevel: string;
  /** Test builds only: the crash point at which the process kills itself. */
  readonly crashAt: string | null;
}

interface WithMail {
  readonly mail: { readonly smtpUrl: string; readonly from: string };
}

export interface ApiConfig extends Config, WithMail {
  readonly http: {
    readonly host: string;
    readonly port: number;
    /** Express's `trust proxy`: `loopback`, or a comma-separated list of addresses and networks. */
    readonly trustedProxies: readonly string[];
    readonly maxUploadBytes: number;
    readonly maxUploadPages: number;
  };
  /** The converter service; null: the programs of this machine, found along `searchPath`. */
  readonly officeConverter: { readonly url: string | null; readonly searchPath: string };
}

export interface WorkerConfig extends Config, WithMail {
  readonly distribution: DistributionConfig;
}

export interface SealerConfig extends Config {
  readonly token: {
    readonly modulePath: string;
    /** RFC 7512: which token and which key. */
    readonly uri: string;
    readonly allowSoftToken: boolean;
    /** Algorithm of every seal; null: what key and token prefer. */
    readonly algorithm: SignatureAlgorithm | null;
    /** Each signature the token makes is written down here before it is handed out. */
    readonly journalFile: string;
  };
  /** Compares record, log and token journal. */
  readonly monitor: {
    /** In the role sealwright_auditor; null: nobody compares. */
    readonly auditorDatabaseUrl: string | null;
    readonly memoryDir: string;
    readonly pace: { readonly everyMs: number; readonly wholeEveryMs: number };
  };
  /** RFC 7512: the key that signs checkpoints, and the next one while it is being replaced. */
  readonly logKeyUris: readonly string[];
  readonly witnesses: readonly WitnessAddress[];
  readonly checkpointTimestampEveryMs: number;
  /** PEM files: the seal certificate's chain, leaf first; and the root people verify with. */
  readonly chainFile: string;
  readonly trustFile: string;
  readonly timestamps: TimestampConfig;
}

export type ConfigOf<Name extends ProcessName> = {
  api: ApiConfig;
  worker: WorkerConfig;
  sealer: SealerConfig;
}[Name];

/**
 * Configuration and secrets of one process, checked and frozen: the first thing each of them does.
 * @throws ConfigError naming every fault.
 */
export function loadConfig<Name extends ProcessName>(
  name: Name,
  source?: Readonly<Record<string, string | undefined>>,
): { config: ConfigOf<Name>; secrets: SecretsOf<Name> } {
  const environment = readEnvironment(name, source);
  const config = shapers[name](environment);
  const faults = crossCheck(config);
  if (faults.length > 0) throw new ConfigError(faults);
  return { config: deepFreeze(config), secrets: readSecrets(name, environment) };
}

type Shapers = { readonly [Name in ProcessName]: (environment: Environment<Name>) => ConfigOf<Name> };

const shapers: Shapers = {
  api: (environment) => ({
    ...shapeCommon(environment),
    mail: { smtpUrl: environment.SMTP_URL, from: environment.MAIL_FROM },
    http: {
      host: environment.HOST,
      port: environment.API_PORT,
      trustedProxies: environment.TRUSTED_PROXIES.split(',').map((entry) => entry.trim()),
      maxUploadBytes: environment.UPLOAD_MAX_BYTES,
      maxUploadPages: environment.UPLOAD_MAX_PAGES,
    },
    officeConverter: { url: environment.OFFICE_CONVERTER_URL ?? null, searchPath: environment.PATH },
  }),
  worker: (environment) => ({
    ...shapeCommon(environment),
    mail: { smtpUrl: environment.SMTP_URL, from: environment.MAIL_FROM },
    distribution: shapeDistribution(environment),
  }),
  sealer: (environment) => ({
    ...shapeCommon(environment),
    token: {
      modulePath: environment.PKCS11_MODULE,
      uri: environment.PKCS11_URI,
      allowSoftToken: environment.ALLOW_SOFT_TOKEN,
      algorithm: environment.SEAL_ALGORITHM ?? null,
      journalFile: environment.TOKEN_JOURNAL_FILE ?? join(environment.STORAGE_DIR, 'token-journal.jsonl'),
    },
    monitor: {
      auditorDatabaseUrl: environment.AUDITOR_DATABASE_URL ?? null,
      memoryDir: join(environment.STORAGE_DIR, 'monitor'),
      pace: {
        everyMs: environment.MONITOR_EVERY_SECONDS * 1_000,
        wholeEveryMs: environment.MONITOR_WHOLE_LOG_MINUTES * 60_000,
      },
    },
    logKeyUris: environment.LOG_KEY_URIS,
    witnesses: environment.LOG_WITNESSES,
    checkpointTimestampEveryMs: environment.CHECKPOINT_TIMESTAMP_MINUTES * 60_000,
    chainFile: environment.SEAL_CHAIN_FILE,
    trustFile: environment.SEAL_TRUST_FILE,
    timestamps: shapeTimestamps(environment),
  }),
};

function shapeCommon(environment: Environment<ProcessName>): Config {
  const publicUrl = environment.PUBLIC_URL.replace(/\/+$/, '');
  return {
    isProduction: environment.NODE_ENV === 'production',
    publicUrl,
    isInsecureLocalhost: isLocalHttp(publicUrl),
    database: { url: environment.DATABASE_URL, poolSize: environment.DATABASE_POOL_SIZE },
    redisUrl: environment.REDIS_URL,
    storageDir: environment.STORAGE_DIR,
    erasureListFile: environment.ERASURE_LIST_FILE ?? join(environment.STORAGE_DIR, 'erasures.jsonl'),
    log: {
      dir: environment.LOG_DIR ?? join(environment.STORAGE_DIR, 'log'),
      origin: environment.LOG_ORIGIN ?? `${new URL(publicUrl).host}/log`,
      originIsExplicit: environment.LOG_ORIGIN !== undefined,
    },
    logLevel: environment.LOG_LEVEL,
    crashAt: environment.SEALWRIGHT_CRASH_AT ?? null,
  };
}

function crossCheck(config: Config | SealerConfig | WorkerConfig): string[] {
  const faults: string[] = [];
  const { protocol, pathname, search } = new URL(config.publicUrl);
  if (protocol === 'http:' && !config.isInsecureLocalhost) {
    // A signer's link is a secret: it must not cross a network in the clear.
    faults.push('PUBLIC_URL must begin with https:// (plain http only on localhost)');
  }
  if (pathname !== '/' || search !== '') faults.push('PUBLIC_URL must be an origin, without a path');
  if (config.isProduction && config.crashAt !== null) {
    faults.push('SEALWRIGHT_CRASH_AT is for test builds and refused when NODE_ENV is production');
  }
  if ('timestamps' in config) faults.push(...crossCheckTimestamps(config.timestamps));
  if ('distribution' in config) faults.push(...crossCheckDistribution(config.distribution));
  return faults;
}

function isLocalHttp(text: string): boolean {
  const { protocol, hostname } = new URL(text);
  return (
    protocol === 'http:' &&
    (['localhost', '127.0.0.1', '[::1]'].includes(hostname) || hostname.endsWith('.localhost'))
  );
}

function deepFreeze<T extends object>(value: T): T {
  for (const part of Object.values(value)) if (typeof part === 'object' && part !== null) deepFreeze(part);
  return Object.freeze(value);
}
