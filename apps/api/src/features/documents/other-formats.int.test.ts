import { createHash } from 'node:crypto';
import { findOfficePrograms, LocalConverter } from '@sealwright/signing-core/office';
import { sampleDocx, sampleJpeg } from '@sealwright/signing-core/testing';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { DocumentConverter } from '../../ports/document-converter.js';
import type { ApiAnswer, ApiBrowser } from '../../testing/api-browser.js';
import { type ApiInstance, createApiInstance } from '../../testing/api-instance.js';
import { smallPdf } from '../../testing/small-pdf.js';

let api: ApiInstance;
let owner: ApiBrowser;
beforeAll(async () => {
  api = await createApiInstance();
  owner = await api.signIn(await api.addOrganisation());
});
afterAll(() => api?.close());
afterEach(() => void vi.restoreAllMocks());

const hasOffice = findOfficePrograms(process.env.PATH ?? '').soffice !== null;
if (!hasOffice) console.warn('SKIPPED: LibreOffice is not installed, no Word document is uploaded');

const sha256Hex = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

async function lastUpload(): Promise<Record<string, unknown>> {
  const rows = await api.database.query(
    'admin',
    `SELECT convert_from(bytes, 'UTF8') AS text FROM audit_event WHERE type = 'document.uploaded' ORDER BY at DESC LIMIT 1`,
  );
  return JSON.parse(String(rows[0]?.text)).data;
}

describe('an upload that is no PDF', () => {
  it('becomes one when it is a picture, recorded with both hashes and what it was', async () => {
    const jpeg = sampleJpeg();
    const answer = await owner.upload('/documents', 'scan of page 1.jpg', jpeg);
    expect(answer.status, answer.text).toBe(201);
    expect(answer.json).toMatchObject({
      name: 'scan of page 1.jpg',
      pageCount: 1,
      report: {
        ...{ verdict: 'accept', reasons: [], sourceFormat: 'jpeg' },
        notes: [{ code: 'converted-to-pdf' }],
      },
    });
    expect(await lastUpload()).toMatchObject({
      ...{ originalSha256Hex: sha256Hex(jpeg), frozenSha256Hex: answer.json.sha256, sourceFormat: 'jpeg' },
    });
    const file = await owner.get(`/documents/${String(answer.json.id)}/file`);
    expect(file.text.startsWith('%PDF-')).toBe(true);
  });

  it.skipIf(!hasOffice)('becomes one when it is a Word document, with a warning to confirm', async () => {
    const docx = sampleDocx();
    const answer = await owner.upload('/documents', 'lease.docx', docx);
    expect(answer.status, answer.text).toBe(201);
    expect(answer.json).toMatchObject({
      report: {
        verdict: 'accept-after-warning',
        sourceFormat: 'docx',
        reasons: [{ code: 'office-converted' }],
      },
      warningsConfirmed: null,
    });
    expect(await lastUpload()).toMatchObject({
      ...{ originalSha256Hex: sha256Hex(docx), frozenSha256Hex: answer.json.sha256, sourceFormat: 'docx' },
      reasonCodes: ['office-converted'],
    });
  });

  it('is refused in words about itself where nothing can convert it', async () => {
    const none = new LocalConverter({ searchPath: '', programs: { soffice: null, heifConvert: null } });
    vi.spyOn(api.app.get(DocumentConverter), 'convert').mockImplementation((format, bytes) =>
      none.convert(format, bytes),
    );
    const word = await owner.upload('/documents', 'lease.docx', sampleDocx());
    expect(word).toMatchObject({
      status: 422,
      json: {
        code: 'office-converter-missing',
        detail: expect.stringMatching(/^This is a Word document.* Save it as a PDF/),
      },
    });
    const photo = await owner.upload(
      '/documents',
      'p.heic',
      Buffer.from('\0\0\0\x18ftypheic........', 'latin1'),
    );
    expect(photo).toMatchObject({ status: 422, json: { code: 'image-unsupported' } });
    const misnamed = await owner.upload('/documents', 'lease.pdf', sampleDocx());
    expect(misnamed).toMatchObject({ status: 422, json: { code: 'pdf-not-a-pdf' } });
  });

  it('is not waited for by PDFs, and told to come again when too many wait', async () => {
    let letGo = (): void => {};
    const held = new Promise<Uint8Array>((resolve) => {
      letGo = () => resolve(smallPdf('Converted'));
    });
    const convert = vi.spyOn(api.app.get(DocumentConverter), 'convert').mockReturnValue(held);
    const refused: ApiAnswer[] = [];
    const many = Array.from({ length: 24 }, async () => {
      const answer = await owner.upload('/documents', 'a.rtf', Buffer.from('{\\rtf1 a}'));
      if (answer.status !== 201) refused.push(answer);
    });
    try {
      // Two are converted, sixteen wait outside of the turns of PDFs, and the rest is not kept waiting.
      await expect.poll(() => refused.length).toBe(6);
      for (const answer of refused)
        expect(answer).toMatchObject({ status: 503, json: { code: 'office-converter-unavailable' } });
      await expect.poll(() => convert.mock.calls.length).toBe(2);
      const pdf = await owner.upload('/documents', 'plain.pdf', smallPdf('Not behind them'));
      expect(pdf.status, pdf.text).toBe(201);
    } finally {
      letGo();
    }
    await Promise.all(many);
    // All who waited got their turn, but for those whose minute was over on a busy machine: they are told so.
    expect(new Set(refused.map(({ status, json }) => `${status} ${String(json.code)}`))).toEqual(
      new Set(['503 office-converter-unavailable']),
    );
    expect(refused.length).toBeLessThan(many.length - 1);
  });

  it('says in the answer about readiness whether documents are converted', async () => {
    const ready = await api.browser().get('/readyz');
    expect(ready.json.checks).toMatchObject({
      officeConverter: { state: 'ok', detail: expect.stringMatching(hasOffice ? /LibreOffice/ : /refused/) },
    });
  });
});
