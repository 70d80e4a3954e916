import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ConformanceFiles, nameOfPlan, sampledPlans } from '../testing/conformance-files.js';
import { hasTool } from '../testing/external-tool.js';
import { judgeWithOpenssl } from '../testing/judges/openssl-judge.js';
import { judgeWithPdfsig, judgeWithQpdf } from '../testing/judges/pdf-tools.js';
import { verifyPdf } from '../verify/verify-pdf.js';

const hasOpenssl = hasTool('openssl');
const hasPdfsig = hasTool('pdfsig');
const hasQpdf = hasTool('qpdf');

/** Every algorithm, and among them every level and shape; `npm run test:conformance` crosses them all. */
describe.skipIf(!hasOpenssl)('sealed files in other programs', () => {
  const dir = mkdtempSync(join(tmpdir(), 'sealwright-conformance-'));
  const trustPath = join(dir, 'root.pem');
  let files: ConformanceFiles;

  beforeAll(async () => {
    files = await ConformanceFiles.create();
    writeFileSync(trustPath, files.trust.trustedRootPem);
  });
  afterAll(() => rmSync(dir, { recursive: true, force: true }));

  it.each(sampledPlans.map((plan) => [nameOfPlan(plan), plan] as const))(
    '%s',
    async (name, plan) => {
      const { pdf, signatureCount, timestampCount } = await files.make(plan);
      const folder = join(dir, name.replaceAll(' ', '-'));
      mkdirSync(folder);
      const path = join(folder, 'sealed.pdf');
      writeFileSync(path, pdf);

      const report = await verifyPdf(pdf, { trustedRootsPem: [files.trust.trustedRootPem] });
      expect(report.checks.filter(({ state }) => state === 'fail')).toEqual([]);
      expect(report.verdict).toBe('valid');
      expect(report.signatures.findLast(({ kind }) => kind === 'signature')?.level).toBe(plan.level);

      const openssl = judgeWithOpenssl(pdf, { dir: folder, trustPath, at: new Date() });
      expect(openssl).toEqual({ complaints: [], signatureCount, timestampCount });
      if (hasQpdf) expect(judgeWithQpdf(path)).toBeNull();
      if (hasPdfsig) {
        expect(judgeWithPdfsig(path)).toEqual({ valid: signatureCount, complaints: [] });
      }
    },
    30_000,
  );
});
