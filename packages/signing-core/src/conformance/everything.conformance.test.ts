import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  allPlans,
  type ConformanceFile,
  ConformanceFiles,
  nameOfPlan,
} from '../testing/conformance-files.js';
import { hasTool } from '../testing/external-tool.js';
import { hasJavaJudge, judgeWithJava } from '../testing/judges/java-judge.js';
import { judgeWithOpenssl } from '../testing/judges/openssl-judge.js';
import { judgeWithPdfsig, judgeWithQpdf } from '../testing/judges/pdf-tools.js';
import { hasPyhanko, judgeWithPyhanko } from '../testing/judges/pyhanko-judge.js';
import { verifyPdf } from '../verify/verify-pdf.js';

interface Made extends ConformanceFile {
  readonly folder: string;
  readonly path: string;
}

const named = allPlans.map((plan) => [nameOfPlan(plan), plan] as const);
const has = { openssl: hasTool('openssl'), qpdf: hasTool('qpdf'), pdfsig: hasTool('pdfsig') };

/** Every algorithm at every level, every shape at every level on every kind of file, before every judge there is. */
describe('everything that can be sealed', () => {
  const dir = process.env.SEALWRIGHT_KEEP_FILES ?? mkdtempSync(join(tmpdir(), 'sealwright-everything-'));
  const trustPath = join(dir, 'root.pem');
  const made = new Map<string, Made>();
  let files: ConformanceFiles;

  beforeAll(async () => {
    files = await ConformanceFiles.create();
    writeFileSync(trustPath, files.trust.trustedRootPem);
    for (const [name, plan] of named) {
      const folder = join(dir, name.replaceAll(' ', '-'));
      mkdirSync(folder, { recursive: true });
      const file = await files.make(plan);
      const path = join(folder, 'sealed.pdf');
      writeFileSync(path, file.pdf);
      made.set(name, { ...file, folder, path });
    }
  }, 600_000);
  afterAll(() => {
    if (!process.env.SEALWRIGHT_KEEP_FILES) rmSync(dir, { recursive: true, force: true });
  });

  const fileOf = (name: string): Made => {
    const file = made.get(name);
    if (!file) throw new RangeError(name);
    return file;
  };

  it.each(named)('Sealwright: %s', async (name, plan) => {
    const report = await verifyPdf(fileOf(name).pdf, { trustedRootsPem: [files.trust.trustedRootPem] });
    expect(report.checks.filter(({ state }) => state === 'fail')).toEqual([]);
    expect(report.verdict).toBe('valid');
    expect(report.signatures.findLast(({ kind }) => kind === 'signature')?.level).toBe(plan.level);
  });

  it.skipIf(!has.openssl).each(named)('openssl: %s', (name) => {
    const { pdf, folder, signatureCount, timestampCount } = fileOf(name);
    const judged = judgeWithOpenssl(pdf, { dir: folder, trustPath, at: new Date() });
    expect(judged).toEqual({ complaints: [], signatureCount, timestampCount });
  });

  it.skipIf(!has.qpdf).each(named)('qpdf: %s', (name) => {
    expect(judgeWithQpdf(fileOf(name).path)).toBeNull();
  });

  it.skipIf(!has.pdfsig).each(named)('pdfsig: %s', (name) => {
    const { path, signatureCount } = fileOf(name);
    expect(judgeWithPdfsig(path)).toEqual({ valid: signatureCount, complaints: [] });
  });

  it.skipIf(!hasJavaJudge())(
    'PDFBox and BouncyCastle: all',
    () => {
      const paths = [...made.values()].map(({ path }) => path);
      const rows = judgeWithJava(trustPath, paths);
      expect(rows.filter(({ state }) => state !== 'OK')).toEqual([]);
      expect(new Set(rows.map(({ path }) => path)).size).toBe(paths.length);
    },
    300_000,
  );

  it.skipIf(!hasPyhanko())(
    'pyHanko adesverify: all with validation data',
    () => {
      expect(judgeWithPyhanko('adesverify', trustPath, pathsAt(['B-LT', 'B-LTA']))).toEqual([]);
    },
    600_000,
  );

  it.skipIf(!hasPyhanko())(
    'pyHanko validate: all without',
    () => {
      expect(judgeWithPyhanko('validate', trustPath, pathsAt(['B-B', 'B-T']))).toEqual([]);
    },
    600_000,
  );

  function pathsAt(levels: readonly string[]): string[] {
    return named.filter(([, { level }]) => levels.includes(level)).map(([name]) => fileOf(name).path);
  }
});
