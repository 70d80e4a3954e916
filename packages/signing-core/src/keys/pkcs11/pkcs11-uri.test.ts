import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatPkcs11Uri, parsePkcs11Uri } from './pkcs11-uri.js';

describe('parsePkcs11Uri', () => {
  it('reads the attributes that choose token, object and module', () => {
    const uri =
      'pkcs11:token=The%20Software%20PKCS%2311;serial=1f;object=seal%2D2026;id=%01%AB;slot-id=2120446109;library-version=3' +
      '?module-path=/opt/hsm/lib.so&pin-source=file:/run/pin';
    expect(parsePkcs11Uri(uri)).toEqual({
      token: 'The Software PKCS#11',
      serial: '1f',
      object: 'seal-2026',
      idHex: '01ab',
      slotId: 2_120_446_109,
      modulePath: '/opt/hsm/lib.so',
      pinSource: 'file:/run/pin',
    });
  });

  it.each([
    ['another scheme', 'https://token'],
    ['no scheme', 'token=a'],
    ['a doubled attribute', 'pkcs11:token=a;token=b'],
    ['an unknown attribute', 'pkcs11:tokn=a'],
    ['a broken escape', 'pkcs11:token=%zz'],
    ['text that is not UTF-8', 'pkcs11:token=%ff%fe'],
    ['a slot that is no number', 'pkcs11:slot-id=0x1'],
    ['a part without a name', 'pkcs11:=a'],
    ['two ways to the PIN', 'pkcs11:token=a?pin-value=987654&pin-source=/run/pin'],
  ])('refuses %s', (_what, uri) => {
    expect(() => parsePkcs11Uri(uri)).toThrow(expect.objectContaining({ code: 'token-uri-invalid' }));
  });

  it('never repeats a PIN in its message', () => {
    for (const rest of ['&pin-source=/run/pin', '&pin-value=1', '%zz', '&unknown']) {
      expect(() => parsePkcs11Uri(`pkcs11:token=a?pin-value=987654${rest}`)).toThrow(/^(?!.*987654)/);
    }
  });

  it('takes a PIN out of the URI and never writes it back', () => {
    const parsed = parsePkcs11Uri('pkcs11:token=a?pin-value=98%2576');
    expect(parsed).toEqual({ token: 'a', pinValue: '98%76' });
    expect(formatPkcs11Uri({ ...parsed, pinSource: '/run/pin' })).toBe('pkcs11:token=a');
  });

  it('reads back every label that formatPkcs11Uri writes', () => {
    const label = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 32 });
    fc.assert(
      fc.property(label, label, fc.uint8Array({ minLength: 1, maxLength: 20 }), (token, object, id) => {
        const parts = { token, object, idHex: Buffer.from(id).toString('hex') };
        expect(parsePkcs11Uri(formatPkcs11Uri(parts))).toEqual(parts);
      }),
    );
  });
});
