import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { takeIn } from '../intake/take-in.js';
import { SIGNATURE_ALGORITHMS } from '../keys/digest-signer.js';
import { ConformanceFiles } from '../testing/conformance-files.js';
import { corpusFiles, hasCorpus, readCorpusFile } from '../testing/corpus.js';
import { hasTool, runTool } from '../testing/external-tool.js';
import { judgeWithOpenssl } from '../testing/judges/openssl-judge.js';
import { judgeWithPdfsig } from '../testing/judges/pdf-tools.js';
import { verifyPdf } from '../verify/verify-pdf.js';

const present = hasCorpus() && ['openssl', 'pdfsig', 'qpdf'].every(hasTool);

/** Every file of the corpus that can be sealed, as it is frozen, to B-LTA; the algorithms take turns. */
describe.skipIf(!present)('the corpus at B-LTA in other programs', () => {
  const dir = mkdtempSync(join(tmpdir(), 'sealwright-corpus-'));
  const trustPath = join(dir, 'root.pem');
  let files: ConformanceFiles;

  beforeAll(async () => {
    files = await ConformanceFiles.create();
    writeFileSync(trustPath, files.trust.trustedRootPem);
  });
  afterAll(() => rmSync(dir, { recursive: true, force: true }));

  const candidates = corpusFiles().filter(({ expected }) => expected !== 'reject');
  it.each(candidates.map(({ file }, index) => [file, index] as const))(
    '%s',
    async (file, index) => {
      const { frozen: input } = await takeIn(readCorpusFile(file));
      if (!input) throw new Error('refused, against what conformance/corpus.test.ts says');
      const before = await verifyPdf(input, { trustedRootsPem: [] });
      const algorithm = SIGNATURE_ALGORITHMS[index % SIGNATURE_ALGORITHMS.length] ?? 'ecdsa-p256-sha256';
      const signer = await files.signer(algorithm);
      const { pdf } = await files.seal(input, { level: 'B-LTA', shape: 'plain' }, signer);
      const folder = join(dir, String(index));
      mkdirSync(folder);
      const [inputPath, path] = [join(folder, 'input.pdf'), join(folder, 'sealed.pdf')];
      writeFileSync(inputPath, input);
      writeFileSync(path, pdf);

      const report = await verifyPdf(pdf, {
        trustedRootsPem: [files.trust.trustedRootPem],
        expectedPrefix: input,
      });
      expect(report.checks.filter(({ state }) => state === 'fail')).toEqual([]);
      expect(report.signatures.findLast(({ kind }) => kind === 'signature')?.level).toBe('B-LTA');
      expect(report.signatures).toHaveLength(before.signatures.length + 2);
      if (before.signatures.length === 0) {
        const openssl = judgeWithOpenssl(pdf, { dir: folder, trustPath, at: new Date() });
        expect(openssl).toEqual({ complaints: [], signatureCount: 1, timestampCount: 2 });
        expect(judgeWithPdfsig(path)).toEqual({ valid: 1, complaints: [] });
      }
      // Some real files have faults of their own (3: warnings, 2: errors): sealing must not add one.
      expect(qpdfExit(path) === 0 || qpdfExit(path) === qpdfExit(inputPath)).toBe(true);
    },
    30_000,
  );
});

function qpdfExit(path: string): number | null {
  return runTool('qpdf', ['--check', path]).exitCode;
}
