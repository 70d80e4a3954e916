import { SIGNATURE_ALGORITHMS } from '@sealwright/signing-core';
import { z } from 'zod';
import { libraryEnvironment, namesNoSecret } from '../infra/hsm/library-environment.js';
import { distributionVariables, logKeyUris, minutes, witnesses } from './checkpoint-distribution.js';

/** The three processes over one set of modules. Each needs, and gets, only its own part of the environment. */
export type ProcessName = 'api' | 'worker' | 'sealer';

/** Start-up stops here with every fault at once, each by the name of its variable and never by its value. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';

  constructor(readonly faults: readonly string[]) {
    super(`The configuration is not complete:\n${faults.map((fault) => `  ${fault}`).join('\n')}`);
  }
}

const url = (protocols: readonly string[], like: string) =>
  z.string().refine((text) => URL.canParse(text) && protocols.includes(new URL(text).protocol), {
    error: `must look like ${like}`,
  });

const port = z.coerce.number({ error: 'must be a port number' }).int().min(1).max(65_535);
const path = z.string().min(1);
const yes = z.enum(['yes', 'no'], { error: 'must be yes or no' }).transform((answer) => answer === 'yes');

const addresses = z
  .string()
  .transform((text) => text.split(/[\s,]+/).filter((part) => part !== ''))
  .refine((parts) => parts.every(isAuthorityAddress), {
    error: 'must be addresses like https://tsa.example.com/ with spaces between',
  });

/** The name people read is the address without user and password; the audit record holds 200 characters of it. */
function isAuthorityAddress(text: string): boolean {
  return text.length <= 200 && URL.canParse(text) && /^https?:$/.test(new URL(text).protocol);
}

const common = z.object({
  NODE_ENV: z.enum(['production', 'development', 'test']).default('production'),
  PUBLIC_URL: url(['http:', 'https:'], 'https://sign.example.com'),
  DATABASE_URL: url(['postgresql:', 'postgres:'], 'postgresql://sealwright_app:…@host:5432/sealwright'),
  DATABASE_POOL_SIZE: z.coerce.number().int().min(2).max(200).default(12),
  REDIS_URL: url(['redis:', 'rediss:'], 'redis://:password@host:6379'),
  STORAGE_DIR: path,
  ERASURE_LIST_FILE: path.optional(),
  MASTER_KEY_FILE: path.optional(),
  MASTER_KEY: z.string().optional(),
  LOG_DIR: path.optional(),
  LOG_ORIGIN: z
    .string()
    .max(200)
    .regex(/^[^\s+]+$/, 'must be a name without spaces and plus signs, like sign.example.com/log')
    .optional(),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace']).default('info'),
  SEALWRIGHT_CRASH_AT: z.string().optional(),
});

const mail = z.object({
  SMTP_URL: url(['smtp:', 'smtps:'], 'smtp://user:password@host:587'),
  MAIL_FROM: z
    .string()
    .regex(/^[^\r\n]*[^\s@<>]+@[^\s@<>]+>?$/, 'must look like Sealwright <sign@example.com>'),
});

const schemas = {
  api: common.extend({
    ...mail.shape,
    HOST: z.string().min(1).default('127.0.0.1'),
    API_PORT: port.default(3002),
    TRUSTED_PROXIES: z.string().default('loopback'),
    UPLOAD_MAX_BYTES: z.coerce
      .number({ error: 'must be a number of bytes' })
      .int()
      .min(1_000)
      .max(500 * 1_048_576)
      .default(50 * 1_048_576),
    UPLOAD_MAX_PAGES: z.coerce.number({ error: 'must be a number' }).int().min(1).max(20_000).default(2_000),
    OFFICE_CONVERTER_URL: url(['http:', 'https:'], 'http://converter:3005').optional(),
    PATH: z.string().default(''),
    AUTH_SECRET_FILE: path.optional(),
    AUTH_SECRET: z.string().optional(),
  }),
  worker: common.extend({ ...mail.shape, ...distributionVariables }),
  sealer: common.extend({
    PKCS11_MODULE: path,
    PKCS11_URI: z
      .string()
      .startsWith('pkcs11:', 'must be a PKCS #11 URI (RFC 7512), e.g. pkcs11:token=sealwright;object=seal')
      .refine((uri) => !/[?&]pin-value=/.test(uri), 'must not carry a PIN; name a file with PKCS11_PIN_FILE'),
    PKCS11_LIBRARY_ENV: z
      .string()
      .default('')
      .refine(
        namesNoSecret,
        'must name variables of the PKCS #11 library, e.g. LD_LIBRARY_PATH HOME, and no secret',
      ),
    SEAL_ALGORITHM: z
      .enum(SIGNATURE_ALGORITHMS, { error: `must be one of ${SIGNATURE_ALGORITHMS.join(', ')}` })
      .optional(),
    PKCS11_PIN_FILE: path.optional(),
    PKCS11_PIN: z.string().optional(),
    SEAL_CHAIN_FILE: path,
    SEAL_TRUST_FILE: path,
    SOFTHSM2_CONF: path.optional(),
    ALLOW_SOFT_TOKEN: yes.default(false),
    LOG_KEY_URIS: logKeyUris,
    LOG_WITNESSES: witnesses,
    TOKEN_JOURNAL_FILE: path.optional(),
    AUDITOR_DATABASE_URL: url(
      ['postgresql:', 'postgres:'],
      'postgresql://sealwright_auditor:…@host:5432/sealwright',
    ).optional(),
    MONITOR_EVERY_SECONDS: z.coerce.number({ error: 'must be a number' }).int().min(1).max(3_600).default(60),
    MONITOR_WHOLE_LOG_MINUTES: z.coerce
      .number({ error: 'must be a number' })
      .min(0.01)
      .max(10_080)
      .default(60),
    // At least one a day while the log moves.
    CHECKPOINT_TIMESTAMP_MINUTES: minutes(1_440),
    TIMESTAMP_AUTHORITIES: addresses.default([]),
    TIMESTAMP_TRUST_FILE: path.optional(),
    TIMESTAMP_POLICY: z.enum(['none', 'preferred', 'required']).optional(),
    TIMESTAMP_RENEW_DAYS: z.coerce.number({ error: 'must be a number' }).int().min(1).max(3_650).default(90),
    REVOCATION_DIR: path.optional(),
    REVOCATION_ONLINE: yes.optional(),
    REVOCATION_HOSTS: z.string().default(''),
  }),
} as const;

export type Environment<Name extends ProcessName> = z.output<(typeof schemas)[Name]>;

/**
 * Reads the environment of one process: the only place that touches `process.env`.
 * @throws ConfigError
 */
export function readEnvironment<Name extends ProcessName>(
  name: Name,
  source: Readonly<Record<string, string | undefined>> = process.env,
): Environment<Name> {
  const given = Object.fromEntries(Object.entries(source).filter(([, value]) => value !== ''));
  const result = schemas[name].safeParse(given);
  if (result.success) return result.data as Environment<Name>;
  throw new ConfigError(
    result.error.issues.map((issue) => {
      const variable = issue.path.join('.');
      return given[variable] === undefined ? `${variable} is not set` : `${variable} ${rule(issue)}`;
    }),
  );
}

const converterSchema = z.object({
  HOST: z.string().min(1).default('127.0.0.1'),
  CONVERTER_PORT: port.default(3005),
  PATH: z.string().default(''),
});

/** The converter service has no part in the platform: no database, no secrets. @throws ZodError */
export function readConverterEnvironment(
  source: Readonly<Record<string, string | undefined>> = process.env,
): z.output<typeof converterSchema> {
  return converterSchema.parse(source);
}

/** zod's own texts may quote what was given; only texts of ours are let through. */
function rule(issue: z.core.$ZodIssue): string {
  if (issue.code === 'custom' || issue.code === 'invalid_format' || issue.code === 'invalid_type') {
    return issue.message.startsWith('must') ? issue.message : 'has a wrong form';
  }
  if (issue.code === 'invalid_value') return `must be one of ${issue.values.join(', ')}`;
  if (issue.code === 'too_small') return `must be at least ${issue.minimum}`;
  if (issue.code === 'too_big') return `must be at most ${issue.maximum}`;
  return 'has a wrong form';
}

/** The variables that the token's PKCS#11 library may see: those its vendor reads, and those of PKCS11_LIBRARY_ENV. */
export function readLibraryEnvironment(
  source: Readonly<Record<string, string | undefined>> = process.env,
): Record<string, string> {
  return libraryEnvironment(source);
}
