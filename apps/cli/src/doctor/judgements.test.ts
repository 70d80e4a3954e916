import { generateKeyPairSync, X509Certificate } from 'node:crypto';
import { issueDevelopmentChain } from '@sealwright/signing-core';
import type { KeyProbe } from '@sealwright/signing-core/pkcs11';
import { describe, expect, it } from 'vitest';
import { judgeClock, judgeMigrations, judgeRole } from './check-database.js';
import { judgeHeldMails } from './check-held-mails.js';
import { judgeRedis } from './check-redis.js';
import { judgeKey } from './check-secrets.js';
import { judgeChain, judgeProbe } from './check-token.js';

describe('judgeMigrations', () => {
  const done = (name: string) => ({ name, applied: true });

  it.each([
    ['ok', [done('1'), done('2')], ['1', '2']],
    ['fail', [done('1')], ['1', '2']],
    ['fail', [done('1'), { name: '2', applied: false }], ['1', '2']],
    ['fail', [], []],
    ['warn', [done('1'), done('2')], ['1']],
    ['ok', [done('1')], null],
  ] as const)('is %s', (state, applied, shipped) => {
    expect(judgeMigrations(applied, shipped).state).toBe(state);
  });
});

describe('judgeRole', () => {
  const powers = {
    role: 'sealwright_app',
    superuser: false,
    bypassesRowSecurity: false,
    auditPrivileges: [],
  };

  it.each([
    ['ok', {}],
    ['fail', { superuser: true }],
    ['fail', { bypassesRowSecurity: true }],
    ['fail', { auditPrivileges: ['TRUNCATE'] }],
  ] as const)('is %s for %o', (state, change) => {
    expect(judgeRole({ ...powers, ...change }).state).toBe(state);
  });
});

describe('judgeClock', () => {
  it.each([
    ['ok', 1_050],
    ['ok', 3_000],
    ['fail', 3_200],
    ['fail', -1_100],
  ])('is %s when the database says %i', (state, databaseMs) => {
    expect(judgeClock({ beforeMs: 1_000, afterMs: 1_100, databaseMs }).state).toBe(state);
  });
});

describe('judgeHeldMails', () => {
  it.each([
    [[], 'ok', 'No mails are held; they are sent as they come.'],
    [[0], 'warn', '0 mails of 1 organisation are held after a restore, and no other leaves.'],
    [[1], 'warn', '1 mail of 1 organisation is held after a restore, and no other leaves.'],
    [[1, 1], 'warn', '2 mails of 2 organisations are held after a restore, and no other leaves.'],
  ])('%j is %s', (waiting, state, detail) => {
    expect(judgeHeldMails(waiting)).toMatchObject({ state, detail });
  });
});

describe('judgeRedis', () => {
  it.each([
    ['ok', 'redis_version:7.0.15\r\nmaxmemory_policy:noeviction\r\n'],
    ['warn', 'redis_version:7.0.15\r\nmaxmemory_policy:allkeys-lru\r\n'],
    ['fail', 'redis_version:5.0.3\r\nmaxmemory_policy:noeviction\r\n'],
  ])('is %s', (state, info) => {
    expect(judgeRedis(info).state).toBe(state);
  });
});

describe('judgeKey', () => {
  const key = Buffer.alloc(32, 7).toString('base64');

  it.each([
    ['ok', `${key}\n`, 0o600],
    ['ok', key, null],
    ['warn', key, 0o644],
    ['fail', key.slice(4), 0o600],
  ])('is %s', (state, text, mode) => {
    expect(judgeKey(text, mode).state).toBe(state);
  });
});

describe('judgeProbe', () => {
  const probe: KeyProbe = {
    label: 'seal',
    idHex: '01',
    algorithm: 'ecdsa-p256-sha256',
    usableAlgorithms: ['ecdsa-p256-sha256'],
    spkiDer: new Uint8Array(),
    attributes: {
      sensitive: true,
      alwaysSensitive: true,
      extractable: false,
      neverExtractable: true,
      local: true,
      modifiable: false,
      copyable: false,
      keyGenMechanism: 'CKM_EC_KEY_PAIR_GEN',
    },
    attempts: [],
    origin: 'generated-in-token',
    exportable: false,
    soft: false,
    manufacturer: 'Acme',
    model: 'HSM',
    serial: '1',
  };

  it.each([
    ['ok', {}, {}],
    ['fail', { exportable: true }, {}],
    ['warn', { soft: true }, {}],
    ['fail', { soft: true }, { NODE_ENV: 'production' }],
    ['warn', { soft: true }, { NODE_ENV: 'production', ALLOW_SOFT_TOKEN: 'yes' }],
    ['warn', { origin: 'imported' }, {}],
  ] as const)('is %s for %o in %o', (state, change, environment) => {
    expect(judgeProbe({ ...probe, ...change }, { ...environment }).state).toBe(state);
  });
});

describe('judgeChain', async () => {
  const { publicKey } = generateKeyPairSync('ec', { namedCurve: 'prime256v1' });
  const spkiDer = new Uint8Array(publicKey.export({ type: 'spki', format: 'der' }));
  const names = { organisation: 'O', rootCommonName: 'R', issuingCommonName: 'I', sealCommonName: 'S' };
  const notBefore = new Date('2026-01-01T00:00:00Z');
  const notAfter = new Date('2027-01-01T00:00:00Z');
  const issue = () => issueDevelopmentChain({ spkiDer, names, notBefore, notAfter });
  const [ours, foreign] = await Promise.all([issue(), issue()]);
  const chain = [ours.sealCertificatePem, ours.issuingCertificatePem].map((pem) => new X509Certificate(pem));
  const roots = [new X509Certificate(ours.rootCertificatePem)];
  const mid = new Date('2026-06-01T00:00:00Z');

  it.each([
    ['ok', chain, roots, mid],
    ['warn', chain, roots, new Date('2026-12-10T00:00:00Z')],
    ['fail', chain, roots, new Date('2027-01-01T00:00:01Z')],
    ['fail', chain, roots, new Date('2025-12-31T00:00:00Z')],
    ['fail', [], roots, mid],
    ['fail', chain, [], mid],
    ['fail', chain, [new X509Certificate(foreign.rootCertificatePem)], mid],
    ['fail', chain.slice(0, 1), roots, mid],
  ] as const)('is %s', (state, certificates, trusted, now) => {
    expect(judgeChain({ chain: certificates, roots: trusted }, spkiDer, now).state).toBe(state);
  });

  it('fails for the certificate of another key', () => {
    const other = generateKeyPairSync('ec', { namedCurve: 'prime256v1' }).publicKey;
    const otherSpki = new Uint8Array(other.export({ type: 'spki', format: 'der' }));
    expect(judgeChain({ chain, roots }, otherSpki, mid)).toMatchObject({ state: 'fail' });
  });
});
