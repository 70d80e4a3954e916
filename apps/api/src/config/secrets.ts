import { readFileSync } from 'node:fs';
import type { CheckpointSink } from './checkpoint-sinks.js';
import { ConfigError, type Environment, type ProcessName } from './env.js';

/** Never logged, never part of `Config`; a use case receives the one it needs. */
export interface Secrets {
  /** 32 bytes: the key that wraps the data keys of stored objects. */
  readonly masterKey: Uint8Array;
}

export interface ApiSecrets extends Secrets {
  /** Signs session cookies and short download links. At least 32 characters. */
  readonly authSecret: string;
}

export interface SealerSecrets extends Secrets {
  readonly pin: string;
}

export interface WorkerSecrets extends Secrets {
  /** Signs what the checkpoint webhook gets; null where there is none. */
  readonly webhookSecret: string | null;
  /** Null where there is no S3 sink. */
  readonly s3SecretAccessKey: string | null;
}

export type SecretsOf<Name extends ProcessName> = {
  api: ApiSecrets;
  worker: WorkerSecrets;
  sealer: SealerSecrets;
}[Name];

const MASTER_KEY_BYTES = 32;
const AUTH_SECRET_CHARACTERS = 32;

/** Each secret comes from the file `X_FILE` names, or from `X` itself. @throws ConfigError with every fault. */
export function readSecrets<Name extends ProcessName>(
  name: Name,
  environment: Environment<Name>,
): SecretsOf<Name> {
  const faults: string[] = [];
  const values = environment as Readonly<Record<string, unknown>>;
  const take = (variable: string) => readSecret(values, variable, faults);
  const sinks = 'CHECKPOINT_SINKS' in environment ? environment.CHECKPOINT_SINKS : [];
  const takeForSink = (kind: CheckpointSink['kind'], variable: string) =>
    sinks.some((sink) => sink.kind === kind) ? notEmpty(variable, take(variable), faults) : null;
  const masterKey = decodeMasterKey(take('MASTER_KEY'), faults);
  const secrets: Record<ProcessName, () => Secrets> = {
    api: () => ({ masterKey, authSecret: longEnough(take('AUTH_SECRET'), faults) }),
    worker: () => ({
      masterKey,
      webhookSecret: takeForSink('webhook', 'CHECKPOINT_WEBHOOK_SECRET'),
      s3SecretAccessKey: takeForSink('s3', 'CHECKPOINT_S3_SECRET_ACCESS_KEY'),
    }),
    sealer: () => ({ masterKey, pin: take('PKCS11_PIN') }),
  };
  const read = secrets[name]();
  if (faults.length > 0) throw new ConfigError(faults);
  return Object.freeze(read) as SecretsOf<Name>;
}

function readSecret(values: Readonly<Record<string, unknown>>, variable: string, faults: string[]): string {
  const file = values[`${variable}_FILE`];
  const inline = values[variable];
  if (typeof file !== 'string') {
    if (typeof inline === 'string') return inline;
    faults.push(`${variable}_FILE is not set`);
    return '';
  }
  if (typeof inline === 'string') faults.push(`${variable} and ${variable}_FILE are both set: keep one`);
  try {
    // Editors and `echo` end a file with a line break; no secret of ours does.
    return readFileSync(file, 'utf8').replace(/\r?\n$/, '');
  } catch {
    faults.push(`${variable}_FILE names a file that cannot be read`);
    return '';
  }
}

function decodeMasterKey(text: string, faults: string[]): Uint8Array {
  const bytes = new Uint8Array(Buffer.from(text, 'base64'));
  if (text !== '' && bytes.length !== MASTER_KEY_BYTES) faults.push('MASTER_KEY must be 32 bytes in base64');
  return bytes;
}

function longEnough(text: string, faults: string[]): string {
  if (text !== '' && text.length < AUTH_SECRET_CHARACTERS) {
    faults.push(`AUTH_SECRET must have at least ${AUTH_SECRET_CHARACTERS} characters`);
  }
  return text;
}

function notEmpty(variable: string, text: string, faults: string[]): string {
  if (text === '' && !faults.some((fault) => fault.startsWith(variable))) {
    faults.push(`${variable} is empty, and CHECKPOINT_SINKS needs it`);
  }
  return text;
}
