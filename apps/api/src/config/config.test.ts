import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { loadConfig } from './config.js';
import { ConfigError, type ProcessName } from './env.js';

const dir = mkdtempSync(join(tmpdir(), 'config-'));
afterAll(() => rmSync(dir, { recursive: true }));

const environment = {
  NODE_ENV: 'test',
  PUBLIC_URL: 'http://localhost:3000/',
  DATABASE_URL: 'postgresql://app:pw@127.0.0.1:5432/db',
  REDIS_URL: 'redis://127.0.0.1:6379',
  STORAGE_DIR: '/tmp/blobs',
  MASTER_KEY: Buffer.alloc(32, 1).toString('base64'),
  AUTH_SECRET: 'a'.repeat(32),
  SMTP_URL: 'smtp://127.0.0.1:25',
  MAIL_FROM: 'Sealwright <sign@example.test>',
  PKCS11_MODULE: '/usr/lib/module.so',
  PKCS11_URI: 'pkcs11:token=sealwright;object=seal',
  PKCS11_PIN: 'pin-value',
  SEAL_CHAIN_FILE: '/chain.pem',
  SEAL_TRUST_FILE: '/trust.pem',
};

function faultsOf(name: ProcessName, change: Record<string, string | undefined>): readonly string[] {
  try {
    loadConfig(name, { ...environment, ...change });
  } catch (error) {
    if (error instanceof ConfigError) return error.faults;
    throw error;
  }
  return [];
}

describe('loadConfig', () => {
  it('shapes and freezes', () => {
    const { config, secrets } = loadConfig('api', environment);
    expect(config).toMatchObject({ publicUrl: 'http://localhost:3000', isInsecureLocalhost: true });
    expect(config.http).toMatchObject({ port: 3002, maxUploadBytes: 50 * 1_048_576 });
    expect(secrets.masterKey).toHaveLength(32);
    expect(() => Object.assign(config.http, { port: 1 })).toThrow(TypeError);
  });

  it('gives each process its own part', () => {
    const without = { SMTP_URL: undefined, MAIL_FROM: undefined, AUTH_SECRET: undefined };
    expect(faultsOf('sealer', without)).toEqual([]);
    expect(
      faultsOf('worker', { PKCS11_MODULE: undefined, PKCS11_PIN: undefined, AUTH_SECRET: undefined }),
    ).toEqual([]);
    expect(faultsOf('api', without)).toEqual(['SMTP_URL is not set', 'MAIL_FROM is not set']);
    expect(loadConfig('worker', environment).secrets).not.toHaveProperty('pin');
  });

  it('wants for each sink and witness what it needs', () => {
    const key = 'witness.example.com+6ab3bdf1+BAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA';
    expect(faultsOf('sealer', { LOG_KEY_URIS: 'pkcs11:a pkcs11:b pkcs11:c' })).toEqual([
      'LOG_KEY_URIS must name one log key, or two while one replaces the other',
    ]);
    expect(faultsOf('sealer', { LOG_KEY_URIS: 'pkcs11:object=log-1?pin-value=1' })[0]).toContain('PIN');
    expect(faultsOf('worker', { LOG_WITNESSES: `${key} https://witness.example.com/` })[0]).toContain(
      'verifier key',
    );
    expect(faultsOf('worker', { LOG_WITNESSES_REQUIRED: '1' })[0]).toContain('more witnesses');
    expect(faultsOf('worker', { CHECKPOINT_SINKS: 'ftp://x' })[0]).toContain('mailto:name@host');
    const sinks = 'https://hook.example.com/x s3://bucket/x file:///mnt/worm mailto:a@example.com';
    expect(faultsOf('worker', { CHECKPOINT_SINKS: sinks })).toEqual([
      'CHECKPOINT_S3_ACCESS_KEY_ID is not set, and CHECKPOINT_SINKS names a bucket',
    ]);
    expect(faultsOf('worker', { CHECKPOINT_SINKS: sinks, CHECKPOINT_S3_ACCESS_KEY_ID: 'AK' })).toEqual([
      'CHECKPOINT_WEBHOOK_SECRET_FILE is not set',
      'CHECKPOINT_S3_SECRET_ACCESS_KEY_FILE is not set',
    ]);
    const secrets = { CHECKPOINT_WEBHOOK_SECRET: 'a', CHECKPOINT_S3_SECRET_ACCESS_KEY: 'b' };
    const whole = { CHECKPOINT_SINKS: sinks, CHECKPOINT_S3_ACCESS_KEY_ID: 'AK', ...secrets };
    expect(faultsOf('worker', whole)).toEqual([]);
    const { config } = loadConfig('worker', { ...environment, ...whole });
    expect(config.distribution.sinks.map(({ kind, shown }) => [kind, shown])).toEqual([
      ['webhook', 'hook.example.com'],
      ['s3', 's3://bucket/x'],
      ['file', '/mnt/worm'],
      ['mail', 'a@example.com'],
    ]);
    expect(loadConfig('sealer', environment).config.token.journalFile).toBe('/tmp/blobs/token-journal.jsonl');
  });

  it('names every fault at once', () => {
    expect(
      faultsOf('api', { DATABASE_URL: undefined, REDIS_URL: 'http://x', UPLOAD_MAX_BYTES: 'many' }),
    ).toEqual([
      'DATABASE_URL is not set',
      'REDIS_URL must look like redis://:password@host:6379',
      'UPLOAD_MAX_BYTES must be a number of bytes',
    ]);
  });

  it.each([
    ['DATABASE_URL', 'mysql://root:hunter2@db/x'],
    ['LOG_LEVEL', 'hunter2'],
    ['MASTER_KEY', 'hunter2'],
    ['AUTH_SECRET', 'hunter2'],
    ['PUBLIC_URL', 'http://hunter2.example'],
    ['MAIL_FROM', 'hunter2\r\nBcc: x'],
    ['API_PORT', '70000'],
    ['AUTH_SECRET_FILE', '/nonexistent/hunter2'],
  ])('refuses a wrong %s by name, never by value', (variable, value) => {
    const faults = faultsOf('api', { [variable]: value });
    expect(faults).not.toEqual([]);
    expect(faults[0]).toContain(variable.replace(/_FILE$/, ''));
    expect(faults.join()).not.toContain('hunter2');
  });

  it('reads a secret from a file, without its last line break', () => {
    const file = join(dir, 'secret');
    writeFileSync(file, `${'s'.repeat(40)}\n`);
    const source = { ...environment, AUTH_SECRET: undefined, AUTH_SECRET_FILE: file };
    expect(loadConfig('api', source).secrets.authSecret).toBe('s'.repeat(40));
    expect(faultsOf('api', { AUTH_SECRET_FILE: file })).toEqual([
      'AUTH_SECRET and AUTH_SECRET_FILE are both set: keep one',
    ]);
  });

  it('refuses a crash hook in production and plain http beyond this machine', () => {
    expect(faultsOf('worker', { NODE_ENV: 'production', SEALWRIGHT_CRASH_AT: 'K4' })).toHaveLength(1);
    expect(faultsOf('worker', { SEALWRIGHT_CRASH_AT: 'K4' })).toEqual([]);
    expect(faultsOf('worker', { PUBLIC_URL: 'http://sign.example.com' })).toHaveLength(1);
    expect(faultsOf('worker', { PUBLIC_URL: 'https://example.com/sign' })).toHaveLength(1);
  });

  it('prefers timestamps where authorities are named, and keeps their passwords out of their names', () => {
    const named = {
      TIMESTAMP_AUTHORITIES: 'https://u:hunter2@tsa.example.test/a, http://10.0.0.7:318/',
      TIMESTAMP_TRUST_FILE: '/tsa.pem',
    };
    const { timestamps } = loadConfig('sealer', { ...environment, ...named }).config;
    expect(timestamps.authorities.map(({ name }) => name)).toEqual([
      'https://tsa.example.test/a',
      'http://10.0.0.7:318/',
    ]);
    expect(timestamps).toMatchObject({
      defaultPolicy: { timestamps: 'preferred', level: 'B-LTA' },
      renewDays: 90,
    });
    const offline = loadConfig('sealer', { ...environment, ...named, REVOCATION_ONLINE: 'no' }).config;
    expect(offline.timestamps.defaultPolicy).toEqual({ timestamps: 'preferred', level: 'B-T' });
    expect(loadConfig('sealer', environment).config.timestamps.defaultPolicy.timestamps).toBe('none');
  });

  it('refuses timestamps that prove nothing or come from nobody', () => {
    const tsa = { TIMESTAMP_AUTHORITIES: 'https://tsa.example.test/' };
    expect(faultsOf('sealer', tsa)[0]).toContain('TIMESTAMP_TRUST_FILE is not set');
    expect(faultsOf('sealer', { TIMESTAMP_POLICY: 'required' })[0]).toContain('TIMESTAMP_AUTHORITIES');
    const wrong = { TIMESTAMP_AUTHORITIES: 'ftp://hunter2/', TIMESTAMP_TRUST_FILE: '/tsa.pem' };
    expect(faultsOf('sealer', wrong)).toEqual([
      'TIMESTAMP_AUTHORITIES must be addresses like https://tsa.example.com/ with spaces between',
    ]);
  });

  it('treats an empty variable as one that is not set', () => {
    expect(faultsOf('worker', { REDIS_URL: '' })).toEqual(['REDIS_URL is not set']);
  });
});
