import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadFonts } from '../fonts/index.js';
import { drawMarks } from '../pdf/draw-marks.js';
import { sealPdf } from '../seal/seal-pdf.js';
import { hasTool, runTool } from '../testing/external-tool.js';
import { type SamplePdfOptions, samplePdf, softwareSigner } from '../testing/index.js';
import { verifyPdf } from '../verify/verify-pdf.js';

const folder = mkdtempSync(join(tmpdir(), 'sealwright-conformance-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const kinds: [string, SamplePdfOptions][] = [
  ['table', {}],
  ['stream', { crossReference: 'stream' }],
  ['form', { form: 'indirect', rotations: [90, 0] }],
];

describe.each(['ecdsa-p256-sha256', 'rsa-pkcs1-sha256'] as const)('%s in other programs', (algorithm) => {
  const files = new Map<string, { path: string; rangesPath: string; cmsPath: string }>();
  const trustPath = join(folder, `${algorithm}.pem`);

  beforeAll(async () => {
    const signer = await softwareSigner({ algorithm });
    writeFileSync(trustPath, signer.trustedRootPem);
    for (const [kind, options] of kinds) {
      const box = { x: 0.1, y: 0.5, width: 0.4, height: 0.1 };
      const content = { kind: 'typed-signature', text: 'Zoë Ångström', caption: 'Zoë' } as const;
      const filled = await drawMarks(
        samplePdf(options),
        [{ fieldId: 'a', pageIndex: 0, box, content }],
        loadFonts(),
      );
      const sealed = await sealPdf(
        filled,
        { name: 'Ä)', reason: '(b', signedAt: new Date('2026-11-22T10:00:00Z') },
        signer,
      );
      files.set(kind, await writeParts(`${algorithm}-${kind}`, sealed));
    }
  }, 30_000);

  const partsOf = (kind: string) => files.get(kind) ?? { path: '', rangesPath: '', cmsPath: '' };
  const names = kinds.map(([kind]) => kind);

  it.skipIf(!hasTool('openssl')).each(names)(
    'openssl finds the %s file a CAdES signature under the root',
    (kind) => {
      const { rangesPath, cmsPath } = partsOf(kind);
      const checks = [
        '-verify',
        '-binary',
        '-inform',
        'DER',
        '-cades',
        '-purpose',
        'any',
        '-attime',
        '1800000000',
      ];
      const inputs = ['-in', cmsPath, '-content', rangesPath, '-CAfile', trustPath, '-out', '/dev/null'];
      const { exitCode, output } = runTool('openssl', ['cms', ...checks, ...inputs]);
      expect(output).toContain('CAdES Verification successful');
      expect(exitCode).toBe(0);
    },
  );

  it.skipIf(!hasTool('pdfsig')).each(names)('pdfsig finds the whole %s file signed', (kind) => {
    const { output } = runTool('pdfsig', ['-nocert', partsOf(kind).path]);
    expect(output).toContain('Signature is Valid');
    expect(output).toContain('Total document signed');
    expect(output).toContain('ETSI.CAdES.detached');
  });

  it.skipIf(!hasTool('qpdf')).each(names)('qpdf finds no fault in the %s file', (kind) => {
    expect(runTool('qpdf', ['--check', partsOf(kind).path])).toMatchObject({ exitCode: 0 });
  });
});

async function writeParts(name: string, sealed: Uint8Array) {
  const [signature] = (await verifyPdf(sealed, { trustedRootsPem: [] })).signatures;
  const [, gapStart = 0, gapEnd = 0] = signature?.byteRange ?? [];
  const container = Buffer.from(
    Buffer.from(sealed.subarray(gapStart + 1, gapEnd - 1)).toString('latin1'),
    'hex',
  );
  const paths = {
    path: join(folder, `${name}.pdf`),
    rangesPath: join(folder, `${name}.bin`),
    cmsPath: join(folder, `${name}.p7`),
  };
  writeFileSync(paths.path, sealed);
  writeFileSync(paths.rangesPath, Buffer.concat([sealed.subarray(0, gapStart), sealed.subarray(gapEnd)]));
  // The length in the DER header, two bytes after 30 82.
  writeFileSync(paths.cmsPath, container.subarray(0, container.readUInt16BE(2) + 4));
  return paths;
}
