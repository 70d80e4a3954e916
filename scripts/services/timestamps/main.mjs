// The timestamp authority of a development stack: real RFC 3161 tokens by `openssl ts` under the development CA, and
// that CA's revocation lists, renewed while it runs. Never used where a real authority is configured.
import { mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { developmentServices } from '../../../apps/cli/dist/provisioning/development-services.js';
import { serveTimestamps } from '../../../packages/signing-core/dist/development/index.js';

const RENEW_LISTS_MS = 6 * 3_600_000;

const dataDir = process.env.SEALWRIGHT_DATA ?? '';
const listsDir = process.env.REVOCATION_DIR ?? '';
const port = Number(process.env.TIMESTAMP_PORT);

const services = await developmentServices(dataDir, () => new Date());
await writeLists();
setInterval(() => void writeLists(), RENEW_LISTS_MS);
const server = await serveTimestamps(services.timestampAuthority, { port });
console.log(`timestamps at ${server.url}`);
for (const signal of ['SIGINT', 'SIGTERM']) {
  process.on(signal, () => void server.close().finally(() => process.exit(0)));
}

/** Whole files only: the sealer reads the folder whenever it needs a list. */
async function writeLists() {
  mkdirSync(listsDir, { recursive: true, mode: 0o700 });
  const nothing = new Uint8Array();
  const { crlsDer } = await services.revocationSource.find({ certificateDer: nothing, issuerDer: nothing });
  for (const [index, der] of crlsDer.entries()) {
    const file = join(listsDir, `development-${index + 1}.crl`);
    writeFileSync(`${file}.new`, der, { mode: 0o644 });
    renameSync(`${file}.new`, file);
  }
}
