import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { beforeAll, describe, expect, it } from 'vitest';
import { SIGNATURE_ALGORITHMS } from '../keys/digest-signer.js';
import { addDocumentTimestamp } from '../seal/add-document-timestamp.js';
import { addValidationData } from '../seal/add-validation-data.js';
import { sealPdf } from '../seal/seal-pdf.js';
import { createDatedTrust } from '../testing/dated-trust.js';
import { findChromium, runInChromium } from '../testing/in-chromium.js';
import { samplePdf, softwareSigner } from '../testing/index.js';
import { verifyPdf } from './verify-pdf.js';

const chromium = findChromium();
const at = (text: string): Date => new Date(`${text}Z`);
const options = { name: 'Acme', reason: 'Sealed', signedAt: at('2026-03-01T12:00:00') };

/** As a web page would take it: by the package's name, with nothing of Node put in its place. */
async function bundleVerifier(): Promise<string> {
  const { outputFiles } = await build({
    stdin: {
      contents: `
        import { verifyPdf } from '@sealwright/signing-core/verify';
        const fromBase64 = (text) => Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
        globalThis.main = async ({ files, trustedRootsPem }) => ({
          node: [typeof process, typeof Buffer],
          reports: await Promise.all(files.map((file) => verifyPdf(fromBase64(file), { trustedRootsPem }))),
        });`,
      resolveDir: fileURLToPath(new URL('../..', import.meta.url)),
    },
    bundle: true,
    format: 'iife',
    platform: 'browser',
    write: false,
  });
  return outputFiles[0]?.text ?? '';
}

describe.skipIf(!chromium)('the verifier in a browser', () => {
  const files = new Map<string, Uint8Array>();
  const roots: string[] = [];

  beforeAll(async () => {
    const validity = { notBefore: at('2026-01-01T00:00:00'), notAfter: at('2027-01-01T00:00:00') };
    const trust = await createDatedTrust(validity);
    roots.push(trust.rootPem);
    const data = await trust.validationData(at('2026-03-01T11:00:00'));
    const timestamper = trust.stampAt(at('2026-03-01T12:00:05'));
    const stamped = await sealPdf(samplePdf(), options, trust.signer, { level: 'B-T', timestamper });
    const longTerm = addValidationData(stamped, data).bytes;
    const archived = (await addDocumentTimestamp(longTerm, trust.stampAt(at('2026-03-02T00:00:00')))).bytes;
    files.set('B-B', await sealPdf(samplePdf({ crossReference: 'stream' }), options, trust.signer));
    files.set('B-T', stamped);
    files.set('B-LT', longTerm);
    files.set('B-LTA', archived);
    for (const algorithm of SIGNATURE_ALGORITHMS) {
      const signer = await softwareSigner({ algorithm });
      roots.push(signer.trustedRootPem);
      files.set(algorithm, await sealPdf(samplePdf(), options, signer));
    }
    const changed = archived.slice();
    changed[200] = (changed[200] ?? 0) ^ 1;
    files.set('changed', changed);
    files.set('extended', Buffer.concat([archived, Buffer.from('\n% more')]));
    files.set('cut off', archived.subarray(0, archived.length - 40));
    files.set('not signed', samplePdf());
    files.set('not a PDF', Buffer.from('hello'));
  });

  it('says the same as in Node about every file', async () => {
    const inNode = [];
    for (const file of files.values()) inNode.push(await verifyPdf(file, { trustedRootsPem: roots }));
    const answer = await runInChromium(chromium ?? '', await bundleVerifier(), {
      files: [...files.values()].map((file) => Buffer.from(file).toString('base64')),
      trustedRootsPem: roots,
    });
    expect(answer).toEqual({
      node: ['undefined', 'undefined'],
      reports: JSON.parse(JSON.stringify(inNode)) as unknown,
    });
    const verdicts = inNode.map(({ verdict }) => verdict);
    const sound = 4 + SIGNATURE_ALGORITHMS.length;
    expect(verdicts.slice(0, sound)).toEqual(new Array(sound).fill('valid'));
    expect(verdicts.slice(sound)).toEqual(new Array(5).fill('invalid'));
    expect(inNode.slice(0, 4).map(({ signatures }) => signatures[0]?.level)).toEqual([
      'B-B',
      'B-T',
      'B-LT',
      'B-LTA',
    ]);
  });
});
