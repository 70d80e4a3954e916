import type { KeyProbe } from '@sealwright/signing-core/pkcs11';
import { describe, expect, it } from 'vitest';
import { describeProbe } from './describe-probe.js';

const probe: KeyProbe = {
  label: 'seal',
  idHex: '01',
  algorithm: 'ecdsa-p256-sha256',
  usableAlgorithms: ['ecdsa-p256-sha256'],
  spkiDer: null,
  attributes: {
    sensitive: true,
    alwaysSensitive: true,
    extractable: false,
    neverExtractable: true,
    local: true,
    modifiable: false,
    copyable: null,
    keyGenMechanism: 'CKM_EC_KEY_PAIR_GEN',
  },
  attempts: [{ id: 'read-private-value', outcome: 'refused', cryptokiName: 'CKR_ATTRIBUTE_SENSITIVE' }],
  origin: 'generated-in-token',
  exportable: false,
  soft: false,
  manufacturer: 'Acme',
  model: 'HSM 2',
  serial: '42',
};

describe('describeProbe', () => {
  it('answers the question first and shows what was tried', () => {
    const text = describeProbe(probe).join('\n');
    expect(text).toContain('cannot be exported');
    expect(text).toMatch(/read the private key\s+refused \(CKR_ATTRIBUTE_SENSITIVE\)/);
    expect(text).toMatch(/copyable\s+not stated/);
    expect(text).not.toContain('software');
  });

  it('tells a log key from a seal key', () => {
    expect(describeProbe({ ...probe, label: 'log-1' }).join('\n')).toContain('signs checkpoints');
  });

  it('warns of a key that can leave, of an imported one and of a software token', () => {
    const attempts = [{ id: 'copy-extractable', outcome: 'succeeded', cryptokiName: null }] as const;
    const text = describeProbe({ ...probe, exportable: true, origin: 'imported', soft: true, attempts }).join(
      '\n',
    );
    expect(text).toContain('CAN leave its token');
    expect(text).toContain('a copy may exist elsewhere');
    expect(text).toContain('whoever copies the files has the keys');
    expect(text).toMatch(/copy it as extractable\s+SUCCEEDED/);
  });
});
