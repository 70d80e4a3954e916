import { describe, expect, it } from 'vitest';
import { vendorPolicy } from './vendor-policy.js';

describe('vendorPolicy', () => {
  it.each([
    ['SoftHSM project', 'SoftHSM v2', /software only/],
    ['Yubico (www.yubico.com)', 'YubiHSM', /exportable-under-wrap/],
    ['www.CardContact.de', 'PKCS#15 emulated', /DKEK/],
    ['SafeNet, Inc.', 'eToken', /clone keys to another Luna/],
    ['Marvell Semiconductors, Inc.', 'LS2', /AWS CloudHSM/],
    ['nCipher Corp. Ltd', '', /security world/],
  ])('%s %s', (manufacturer, model, words) => {
    expect(vendorPolicy({ manufacturer, model }).join(' ')).toMatch(words);
  });

  it('admits not to know a maker, rather than promising anything', () => {
    expect(vendorPolicy({ manufacturer: 'Acme', model: 'HSM 2' }).join(' ')).toContain('not known to us');
  });
});
