import { describe, expect, it } from 'vitest';
import { libraryEnvironment, namesNoSecret } from './library-environment.js';

const surroundings = {
  PATH: '/usr/bin',
  LD_LIBRARY_PATH: '/opt/hsm/lib',
  DATABASE_URL: 'postgres://user:secret@host/db',
  MASTER_KEY: 'secret',
  PKCS11_PIN: '1234',
  CLOUDHSM_PIN: 'user:1234',
  CLOUDHSM_ROLE: 'crypto-user',
  SOFTHSM2_CONF: '/etc/softhsm2.conf',
  YUBIHSM_PKCS11_CONF: '/etc/yubihsm_pkcs11.conf',
  ChrystokiConfigurationPath: '/etc',
  CKNFAST_LOADSHARING: '1',
  OPENSC_CONF: '',
};

describe('libraryEnvironment', () => {
  it('hands the library what vendors read, and no secret of ours', () => {
    expect(libraryEnvironment(surroundings)).toEqual({
      CLOUDHSM_ROLE: 'crypto-user',
      SOFTHSM2_CONF: '/etc/softhsm2.conf',
      YUBIHSM_PKCS11_CONF: '/etc/yubihsm_pkcs11.conf',
      ChrystokiConfigurationPath: '/etc',
      CKNFAST_LOADSHARING: '1',
    });
  });

  it('adds what the operator names', () => {
    const named = { ...surroundings, PKCS11_LIBRARY_ENV: 'LD_LIBRARY_PATH, PATH NOT_SET' };
    expect(libraryEnvironment(named)).toMatchObject({ LD_LIBRARY_PATH: '/opt/hsm/lib', PATH: '/usr/bin' });
  });

  it.each(['PKCS11_PIN', 'DATABASE_URL', 'MASTER_KEY_FILE', 'auth_secret'])('never hands over %s', (name) => {
    expect(namesNoSecret(`HOME ${name}`)).toBe(false);
    const named = { ...surroundings, [name]: 'value', PKCS11_LIBRARY_ENV: `HOME ${name}` };
    expect(libraryEnvironment(named)).not.toHaveProperty(name);
  });
});
