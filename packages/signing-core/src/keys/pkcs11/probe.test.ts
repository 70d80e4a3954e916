import { describe, expect, it } from 'vitest';
import { isExportable, type KeyAttributes, type KeyProbe, originOf, refuseUnfitKey } from './probe.js';

const bornInToken: KeyAttributes = {
  sensitive: true,
  alwaysSensitive: true,
  extractable: false,
  neverExtractable: true,
  local: true,
  modifiable: false,
  copyable: false,
  keyGenMechanism: 'CKM_EC_KEY_PAIR_GEN',
};
const refused = {
  id: 'read-private-value',
  outcome: 'refused',
  cryptokiName: 'CKR_ATTRIBUTE_SENSITIVE',
} as const;

describe('originOf', () => {
  it.each([
    ['generated-in-token', {}],
    ['imported', { local: false, alwaysSensitive: false, neverExtractable: false }],
    ['unknown', { alwaysSensitive: null }],
    ['unknown', { neverExtractable: false }],
    ['unknown', { local: null }],
  ] as const)('says %s for %o', (origin, change) => {
    expect(originOf({ ...bornInToken, ...change })).toBe(origin);
  });
});

describe('isExportable', () => {
  it.each([
    [false, {}, refused.outcome],
    [true, { extractable: true }, refused.outcome],
    [true, { sensitive: false }, refused.outcome],
    [true, { extractable: null }, refused.outcome],
    [true, { sensitive: null }, refused.outcome],
    [true, {}, 'succeeded'],
    [false, {}, 'not-offered'],
  ] as const)('is %s for %o when an attempt is %s', (exportable, change, outcome) => {
    expect(isExportable({ ...bornInToken, ...change }, [refused, { ...refused, outcome }])).toBe(exportable);
  });
});

describe('refuseUnfitKey', () => {
  const probe: KeyProbe = {
    label: 'seal',
    idHex: '01',
    algorithm: 'ecdsa-p256-sha256',
    usableAlgorithms: ['ecdsa-p256-sha256'],
    spkiDer: new Uint8Array(),
    attributes: bornInToken,
    attempts: [refused],
    origin: 'generated-in-token',
    exportable: false,
    soft: false,
    manufacturer: 'Acme',
    model: 'HSM',
    serial: '1',
  };

  it('lets a key pass that cannot leave a hardware token', () => {
    expect(() => refuseUnfitKey(probe, { softTokenAllowed: false })).not.toThrow();
  });

  it('refuses an exportable key even where software tokens are allowed', () => {
    const act = () => refuseUnfitKey({ ...probe, exportable: true, soft: true }, { softTokenAllowed: true });
    expect(act).toThrow(expect.objectContaining({ code: 'token-key-exportable' }));
  });

  it('refuses a software token unless it was allowed', () => {
    const soft = { ...probe, soft: true };
    expect(() => refuseUnfitKey(soft, { softTokenAllowed: false })).toThrow(
      expect.objectContaining({ code: 'token-soft-refused' }),
    );
    expect(() => refuseUnfitKey(soft, { softTokenAllowed: true })).not.toThrow();
  });
});
