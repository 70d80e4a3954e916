import { beforeAll, describe, expect, it } from 'vitest';
import { explicit, oid, sequence } from '../asn1/der.js';
import { ATTRIBUTE_OID } from '../asn1/object-identifiers.js';
import { PdfReader } from '../pdf/pdf-reader.js';
import { addValidationData } from '../seal/add-validation-data.js';
import { sealPdf } from '../seal/seal-pdf.js';
import { createDatedTrust, type DatedTrust } from '../testing/dated-trust.js';
import { samplePdf } from '../testing/index.js';
import { attribute, signByHand } from '../testing/signed-by-hand.js';
import type { ValidationData } from '../x509/validation-data.js';
import { SecurityStores } from './security-store.js';
import { verifyPdf } from './verify-pdf.js';

const at = (text: string): Date => new Date(`${text}Z`);
const validity = { notBefore: at('2026-01-01T00:00:00'), notAfter: at('2027-01-01T00:00:00') };

let trust: DatedTrust;
let data: ValidationData;

beforeAll(async () => {
  trust = await createDatedTrust(validity);
  data = await trust.validationData(at('2026-03-01T11:00:00'));
});

const stream = (content: string, entries = '') =>
  `<</Length ${content.length} ${entries}>>\nstream\n${content}\nendstream`;
const storeOf = (pdf: Uint8Array) => new SecurityStores(new PdfReader(pdf)).at(pdf.length);

describe('validation data', () => {
  it('is read from the store as it stood in each revision', async () => {
    const options = { name: 'Acme', reason: 'Sealed', signedAt: at('2026-03-01T12:00:00') };
    const sealed = await sealPdf(samplePdf(), options, trust.signer);
    const extended = addValidationData(sealed, data).bytes;
    const stores = new SecurityStores(new PdfReader(extended));
    expect(stores.at(extended.length).crlsDer).toHaveLength(data.crlsDer.length);
    expect(stores.at(sealed.length)).toEqual({ certificatesDer: [], crlsDer: [], ocspResponsesDer: [] });
  });

  it('is read from the dictionaries that older programs fill instead', () => {
    const pdf = samplePdf({
      catalog: '/DSS <</VRI <</ABCD <</Cert [50 0 R] /CRL [50 0 R] /OCSP [51 0 R]>>>>>>',
      extraObjects: [stream('one'), stream('74776f>', '/Filter /ASCIIHexDecode')],
    });
    const store = storeOf(pdf);
    expect(store.certificatesDer.map((entry) => Buffer.from(entry).toString())).toEqual(['one']);
    expect(store.crlsDer).toHaveLength(1);
    expect(store.ocspResponsesDer.map((entry) => Buffer.from(entry).toString())).toEqual(['two']);
  });

  it('that cannot be read counts as none', () => {
    const pdf = samplePdf({
      catalog: '/DSS <</Certs [50 0 R 99 0 R 7 51 0 R]>>',
      extraObjects: [stream('broken', '/Filter /FlateDecode'), '(no stream)'],
    });
    expect(storeOf(pdf).certificatesDer).toEqual([]);
  });

  it('counts where the older format keeps it, in a signed attribute', async () => {
    const lists = explicit(0, sequence(...data.crlsDer));
    const bytes = await signByHand(trust.signer, {
      dictionary: (text) => text.replace('/ETSI.CAdES.detached', '/adbe.pkcs7.detached'),
      attributes: (genuine) => [...genuine, attribute(ATTRIBUTE_OID.adobeRevocationInfo, sequence(lists))],
    });
    const report = await verifyPdf(bytes, { trustedRootsPem: [trust.rootPem] });
    expect(report).toMatchObject({ verdict: 'valid', signatures: [{ revocation: 'good' }] });
  });

  it('that is unreadable in that attribute counts as none', async () => {
    const bytes = await signByHand(trust.signer, {
      dictionary: (text) => text.replace('/ETSI.CAdES.detached', '/adbe.pkcs7.detached'),
      attributes: (genuine) => [...genuine, attribute(ATTRIBUTE_OID.adobeRevocationInfo, oid('1.2.3'))],
    });
    const report = await verifyPdf(bytes, { trustedRootsPem: [trust.rootPem] });
    expect(report).toMatchObject({ verdict: 'valid', signatures: [{ revocation: 'not-checked' }] });
  });
});
