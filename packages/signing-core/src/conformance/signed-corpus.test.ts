import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { sealPdf } from '../seal/seal-pdf.js';
import { type SoftwareSigner, softwareSigner } from '../testing/index.js';
import { verifyPdf } from '../verify/verify-pdf.js';

/** Signed files of other programs beside the repository; not part of it. */
const folder = new URL('../../../../../shared/corpus/', import.meta.url);
const present = existsSync(folder);
if (!present)
  console.warn('SKIPPED: no ../shared/corpus beside the repository, its signatures are not tried');
const files = present ? readdirSync(folder).filter((file) => file.startsWith('signed-')) : [];
const read = (file: string): Uint8Array => new Uint8Array(readFileSync(new URL(file, folder)));

describe.skipIf(!present)('signed files of other programs', () => {
  let signer: SoftwareSigner;
  beforeAll(async () => {
    signer = await softwareSigner();
  });

  it.each(files.filter((file) => file.includes('tampered')))('finds %s invalid', async (file) => {
    expect((await verifyPdf(read(file), { trustedRootsPem: [] })).verdict).toBe('invalid');
  });

  it.each(files.filter((file) => !file.includes('tampered')))('finds nothing wrong with %s', async (file) => {
    const report = await verifyPdf(read(file), { trustedRootsPem: [] });
    expect(report.checks.filter(({ state }) => state === 'fail')).toEqual([]);
    expect(report.verdict).toBe('indeterminate');
  });

  it.each(files.filter((file) => file.includes('valid')))(
    'keeps every signature of %s when one more is added',
    async (file) => {
      const before = read(file);
      const known = await verifyPdf(before, { trustedRootsPem: [] });
      const options = { name: 'Acme', reason: 'Agreed', signedAt: new Date('2026-11-22T10:00:00Z') };
      const sealed = await sealPdf(before, options, signer);
      const report = await verifyPdf(sealed, {
        trustedRootsPem: [signer.trustedRootPem],
        expectedPrefix: before,
      });
      expect(report.checks.filter(({ state }) => state === 'fail')).toEqual([]);
      expect(report.signatures).toHaveLength(known.signatures.length + 1);
      for (const { fieldName, integrity } of known.signatures) {
        const now = report.signatures.find((one) => one.fieldName === fieldName);
        expect(now).toMatchObject({ integrity, modifications: 'permitted', coverage: 'earlier-revision' });
      }
    },
  );
});
