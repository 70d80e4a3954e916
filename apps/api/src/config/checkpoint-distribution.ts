import { LogError, parseVerifierKey } from '@sealwright/audit/log';
import { z } from 'zod';
import { type CheckpointSink, parseSink } from './checkpoint-sinks.js';

/** A witness (C2SP tlog-witness): the key it cosigns with, and the prefix of its `add-checkpoint`. */
export interface WitnessAddress {
  /** `<name>+<key id>+<base64>`, of the type cosignature (0x04). */
  readonly verifierKey: string;
  readonly url: string;
}

const words = (text: string) => text.split(/\s+/).filter((part) => part !== '');

/** One PKCS#11 URI, or two while the second replaces the first. */
export const logKeyUris = z
  .string()
  .default('')
  .transform(words)
  .refine((uris) => uris.length <= 2, 'must name one log key, or two while one replaces the other')
  .refine(
    (uris) => uris.every((uri) => uri.startsWith('pkcs11:')) && new Set(uris).size === uris.length,
    'must be different PKCS #11 URIs (RFC 7512) with blanks between, e.g. pkcs11:token=sealwright;object=log-2026',
  )
  .refine(
    (uris) => uris.every((uri) => !/[?&]pin-value=/.test(uri)),
    'must not carry a PIN; name a file with pin-source',
  );

export const witnesses = z
  .string()
  .default('')
  .transform(words)
  .refine((parts) => parts.length % 2 === 0, 'must be pairs of a verifier key and an address')
  .transform(inPairs)
  .refine(
    (all) => all.every(({ verifierKey }) => isWitnessKey(verifierKey)),
    'must begin each pair with the verifier key of a witness: <name>+<key id>+<base64> of the cosignature type',
  )
  .refine(
    (all) => all.every(({ url }) => URL.canParse(url) && /^https?:$/.test(new URL(url).protocol)),
    'must end each pair with an address like https://witness.example.com/',
  );

export const sinks = z
  .string()
  .default('')
  .transform(words)
  .refine(
    (all) => all.every((address) => parseSink(address) !== null),
    'must be addresses with blanks between: file:///dir, https://host/path, mailto:name@host or s3://bucket/prefix?region=…&retention-days=…',
  )
  .refine((all) => new Set(all).size === all.length, 'must not name a place twice')
  .transform((all) =>
    all.flatMap((address): readonly CheckpointSink[] => {
      const sink = parseSink(address);
      return sink ? [sink] : [];
    }),
  );

export const minutes = (most: number) =>
  z.coerce.number({ error: 'must be a number' }).int().min(1).max(most).default(60);

function inPairs(parts: readonly string[]): WitnessAddress[] {
  return parts.flatMap((verifierKey, index) => {
    const url = parts[index + 1];
    return index % 2 === 0 && url !== undefined ? [{ verifierKey, url }] : [];
  });
}

function isWitnessKey(text: string): boolean {
  try {
    return parseVerifierKey(text).type === 'cosignature';
  } catch (error) {
    if (error instanceof LogError) return false;
    throw error;
  }
}

/** Where checkpoints go besides our own address, and how often. In the worker: the sealer has no way out. */
export interface DistributionConfig {
  readonly witnesses: readonly WitnessAddress[];
  /** How many of them must have cosigned; fewer is said on the health page. */
  readonly requiredWitnesses: number;
  readonly sinks: readonly CheckpointSink[];
  readonly sinkEveryMs: number;
  /** Null only where there is no S3 sink. */
  readonly s3AccessKeyId: string | null;
}

/** What the worker's environment adds to it. */
export const distributionVariables = {
  LOG_WITNESSES: witnesses,
  LOG_WITNESSES_REQUIRED: z.coerce.number({ error: 'must be a number' }).int().min(0).max(64).optional(),
  CHECKPOINT_SINKS: sinks,
  // At least one a day while the log moves.
  CHECKPOINT_SINK_MINUTES: minutes(1_440),
  CHECKPOINT_WEBHOOK_SECRET_FILE: z.string().min(1).optional(),
  CHECKPOINT_WEBHOOK_SECRET: z.string().optional(),
  CHECKPOINT_S3_ACCESS_KEY_ID: z.string().min(1).optional(),
  CHECKPOINT_S3_SECRET_ACCESS_KEY_FILE: z.string().min(1).optional(),
  CHECKPOINT_S3_SECRET_ACCESS_KEY: z.string().optional(),
};

type Variables = z.output<z.ZodObject<typeof distributionVariables>>;

export function shapeDistribution(environment: Variables): DistributionConfig {
  const { LOG_WITNESSES: all } = environment;
  return {
    witnesses: all,
    requiredWitnesses: environment.LOG_WITNESSES_REQUIRED ?? Math.min(1, all.length),
    sinks: environment.CHECKPOINT_SINKS,
    sinkEveryMs: environment.CHECKPOINT_SINK_MINUTES * 60_000,
    s3AccessKeyId: environment.CHECKPOINT_S3_ACCESS_KEY_ID ?? null,
  };
}

export function crossCheckDistribution(config: DistributionConfig): string[] {
  const { witnesses: all, requiredWitnesses, sinks: places, s3AccessKeyId } = config;
  const faults: string[] = [];
  if (requiredWitnesses > all.length) {
    faults.push(`LOG_WITNESSES_REQUIRED wants more witnesses than LOG_WITNESSES names (${all.length})`);
  }
  if (s3AccessKeyId === null && places.some(({ kind }) => kind === 's3')) {
    faults.push('CHECKPOINT_S3_ACCESS_KEY_ID is not set, and CHECKPOINT_SINKS names a bucket');
  }
  return faults;
}
