import { generateKeyPairSync } from 'node:crypto';
import type { KeyProbe } from '@sealwright/signing-core/pkcs11';
import { describe, expect, it } from 'vitest';
import { RandomIds } from '../../infra/time/random-ids.js';
import { LogKeyTokens, type LogTokenKey } from '../../ports/log-key-tokens.js';
import { type LogKey, LogKeys } from '../../ports/log-keys.js';
import { Organisations } from '../../ports/organisations.js';
import type { UnitOfWork } from '../../ports/unit-of-work.js';
import { RegisteredLogSigners } from './registered-log-signers.js';

const origin = 'sign.example.com/log';

function tokenKey(label: string, probe: Partial<KeyProbe> = {}): LogTokenKey {
  const { publicKey } = generateKeyPairSync('ed25519');
  const spkiDer = new Uint8Array(publicKey.export({ type: 'spki', format: 'der' }));
  const whole = { label, exportable: false, soft: false, origin: 'generated-in-token', ...probe } as KeyProbe;
  return { label, algorithm: 'ed25519', spkiDer, probe: whole, sign: async () => new Uint8Array(64) };
}

class Table extends LogKeys {
  readonly rows: LogKey[] = [];
  override list = async () => [...this.rows];
  override register = async (key: Omit<LogKey, 'registeredAt' | 'retiredAt'>) =>
    void this.rows.push({ ...key, registeredAt: new Date(), retiredAt: null });
  override retire = async (id: string) => {
    const at = this.rows.findIndex((row) => row.id === id);
    const row = this.rows[at];
    if (row) this.rows[at] = { ...row, retiredAt: new Date() };
  };
}

class Nobody extends Organisations {
  override list = async () => [];
  override nameOf = async () => '';
}

function signersOf(table: LogKeys, keys: readonly LogTokenKey[], softTokenAllowed = false) {
  class Tokens extends LogKeyTokens {
    override keys = async () => keys;
  }
  return new RegisteredLogSigners({
    ...{ tokens: new Tokens(), logKeys: table, organisations: new Nobody(), ids: new RandomIds() },
    unitOfWork: {} as UnitOfWork,
    softTokenAllowed,
  });
}

describe('RegisteredLogSigners', () => {
  it('registers before it answers, and retires what is no longer named', async () => {
    const table = new Table();
    const [first, second] = [tokenKey('log-1'), tokenKey('log-2')];
    expect(await signersOf(table, [first]).signers(origin)).toHaveLength(1);
    const both = await signersOf(table, [first, second]).signers(origin);
    expect(both.map(({ key }) => key.name)).toEqual([origin, origin]);
    expect(table.rows.map(({ label, retiredAt }) => [label, retiredAt])).toEqual([
      ['log-1', null],
      ['log-2', null],
    ]);
    await signersOf(table, [second]).signers(origin);
    expect(table.rows[0]?.retiredAt).toBeInstanceOf(Date);
    await expect(signersOf(table, [first]).signers(origin)).rejects.toMatchObject({
      code: 'log-key-retired',
    });
    expect(table.rows).toHaveLength(2);
  });

  it('takes no key that can leave its token, and no software token in production', async () => {
    const table = new Table();
    const exportable = signersOf(table, [tokenKey('log-1', { exportable: true })], true);
    await expect(exportable.signers(origin)).rejects.toMatchObject({ code: 'token-key-exportable' });
    const soft = [tokenKey('log-1', { soft: true })];
    await expect(signersOf(table, soft).signers(origin)).rejects.toMatchObject({
      code: 'token-soft-refused',
    });
    expect(table.rows).toEqual([]);
    expect(await signersOf(table, soft, true).signers(origin)).toHaveLength(1);
  });
});
