import { webcrypto } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { createContext, runInContext } from 'node:vm';
import { build } from 'esbuild';
import { expect, it } from 'vitest';
import { formatVerifierKey } from '../checkpoint/verifier-key.js';
import { proveInclusion } from '../merkle/prove.js';
import { formatTlogProof } from '../proof/tlog-proof.js';
import { TileTree } from '../tiles/tile-tree.js';
import { logLeafHash } from './log-entry.js';
import { evidenceOf, sampleLog, sampleLogSigner, sampleOrigin } from './testing/sample-log.js';
import { verifyLog } from './verify-log.js';

/** As a web page would take it: by the package's name, with nothing of Node put in its place. */
async function bundle(): Promise<string> {
  const { outputFiles } = await build({
    stdin: {
      contents: `
        import { parseVerifierKey, verifyLog, verifyTlogProof } from '@sealwright/audit/log';
        globalThis.main = async ({ records, files, vkey, origin, checkpoint, leafHash, proof }) => {
          const tiles = async (path) => files.get(path) ?? null;
          const policy = { origin, logKeys: [parseVerifierKey(vkey)] };
          const report = await verifyLog({ tiles, policy, checkpoint, form: 'full' }, [records]);
          const finding = await verifyTlogProof(proof, leafHash, policy);
          return JSON.stringify({ node: [typeof process, typeof Buffer], report, verdict: finding.verdict });
        };`,
      resolveDir: fileURLToPath(new URL('../..', import.meta.url)),
    },
    bundle: true,
    format: 'iife',
    platform: 'browser',
    write: false,
    logLevel: 'silent',
  });
  return outputFiles[0]?.text ?? '';
}

it('the verifier says without Node what it says in Node', async () => {
  const log = await sampleLog(60, 5, 2);
  const evidence = evidenceOf(log, { form: 'full' });
  const checkpoint = log.checkpoints.at(-1) ?? '';
  const [first] = log.records;
  if (first === undefined) throw new Error('no record');
  const proof = await proveInclusion(0, 300, new TileTree(log.tiles.reader, 300).hash);
  const files = new Map<string, Uint8Array | null>();
  for (const path of log.tiles.paths()) files.set(path, await log.tiles.reader(path));
  const globals: Record<string, unknown> = {
    TextEncoder,
    TextDecoder,
    crypto: webcrypto,
    atob,
    btoa,
    Uint8Array,
  };
  const page = createContext({ ...globals, ArrayBuffer, DataView });
  runInContext(await bundle(), page);
  const main = runInContext('globalThis.main', page) as (input: unknown) => Promise<string>;
  const answer = await main({
    records: log.records,
    files,
    vkey: formatVerifierKey(sampleLogSigner.key),
    origin: sampleOrigin,
    checkpoint,
    leafHash: logLeafHash(first.stream, new Uint8Array(32), first.chainHash),
    proof: formatTlogProof({ index: 0, proof, checkpoint, extra: null }),
  });
  const inNode = await verifyLog(evidence, [log.records]);
  expect(inNode.verdict).toBe('intact');
  expect(JSON.parse(answer)).toEqual({
    node: ['undefined', 'undefined'],
    report: inNode,
    verdict: 'included',
  });
});
