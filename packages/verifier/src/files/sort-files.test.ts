import { zipSync } from 'fflate';
import { beforeAll, describe, expect, it } from 'vitest';
import { createSampleWorld, type SampleEvidence, type SampleWorld } from '../testing/sample-evidence.js';
import { evidenceOf } from './evidence-of.js';
import { openPackage } from './open-package.js';
import { sortFiles } from './sort-files.js';

let world: SampleWorld;
let good: SampleEvidence;
beforeAll(async () => {
  world = await createSampleWorld();
  good = await world.make();
}, 60_000);

const text = (value: string) => new Uint8Array(Buffer.from(value));
const roleOf = (name: string, bytes: Uint8Array) => sortFiles([{ name, bytes }]).map(({ role }) => role);

describe('sortFiles', () => {
  it('tells files apart by what is in them', async () => {
    expect(roleOf('a', good.certificate)).toEqual(['certificate']);
    expect(roleOf('certificate.pdf', good.document)).toEqual(['document']);
    expect(roleOf('a', text(world.trust.trustedRootPem))).toEqual(['roots']);
    expect(roleOf('a', text(`# ours\n${world.log.verifierKey}\n${world.log.witnessKey}\n`))).toEqual([
      'log-keys',
    ]);
    expect(roleOf('a', text(world.earlier.checkpoint))).toEqual(['checkpoint']);
    const proof = await world.log.consistency(world.earlier.checkpoint, world.earlier.size);
    expect(roleOf('a', text(proof))).toEqual(['consistency-proof']);
    expect(roleOf('a', text('hello'))).toEqual(['unusable']);
    expect(roleOf('a', new Uint8Array())).toEqual(['unusable']);
    expect(roleOf('a', text('PK\u0003\u0004broken'))).toEqual(['unusable']);
  });

  it('takes a damaged certificate for one, so that it is judged', () => {
    const header = good.certificate.slice();
    header[1] = 0x51;
    const unlisted = good.certificate.slice();
    unlisted[Buffer.from(unlisted).lastIndexOf('/EmbeddedFiles') + 1] = 0x21;
    const cut = good.certificate.slice(0, -100);
    for (const damaged of [header, unlisted, cut]) expect(roleOf('a.pdf', damaged)).toEqual(['certificate']);
    const document = good.document.slice();
    document[1] = 0x51;
    expect(roleOf('a.pdf', document)).toEqual(['unusable']);
    expect(roleOf('a.txt', text('see the record (audit.json)'))).toEqual(['unusable']);
    // The verifier beside it in a package knows how all of it is spelled.
    const page = `<script>['/EmbeddedFile', '(audit.json)', '%%EOF', '-----BEGIN CERTIFICATE-----']</script>${' '.repeat(2_000)}</html>`;
    expect(roleOf('verifier.html', text(page))).toEqual(['unusable']);
  });

  it('takes no trust from what came out of a certificate or a package', () => {
    expect(roleOf('seal-chain.pem', text(world.trust.trustedRootPem))).toEqual(['part-of-certificate']);
    expect(roleOf('log-keys.txt', text(world.log.verifierKey))).toEqual(['part-of-certificate']);
    const zip = zipSync({
      'evidence/certificate.pdf': good.certificate,
      'evidence/sealed.pdf': good.document,
      'evidence/roots.pem': text(world.trust.trustedRootPem),
      'evidence/keys': text(world.log.verifierKey),
    });
    const sorted = sortFiles([{ name: 'evidence.zip', bytes: zip }]);
    expect(sorted.map(({ role, packageName }) => [role, packageName])).toEqual([
      ['certificate', 'evidence.zip'],
      ['document', 'evidence.zip'],
    ]);
  });

  it('does not unpack a bomb', () => {
    const bomb = zipSync({ 'a.pdf': new Uint8Array(3_000_000) });
    expect(openPackage(bomb, 2_999_999)).toMatch(/far more/);
    const lying = bomb.slice();
    const directory = Buffer.from(lying).indexOf('PK\u0001\u0002', undefined, 'latin1');
    // The directory says 1000 bytes; what does not fit into them is not unpacked.
    new DataView(lying.buffer).setUint32(directory + 24, 1000, true);
    const opened = openPackage(lying, 2_000_000);
    expect(typeof opened === 'string' || opened.every(({ bytes }) => bytes.length <= 1000)).toBe(true);
  });
});

describe('evidenceOf', () => {
  it('puts files together, and compares further certificates with the chosen one', async () => {
    const other = await world.make({ ending: 'declined' });
    const files = sortFiles([
      { name: 'a.pdf', bytes: good.certificate },
      { name: 'b.pdf', bytes: other.certificate },
      { name: 'keys', bytes: text(`${world.log.verifierKey}\n${world.log.witnessKey}`) },
    ]);
    const none = { trustedRootsPem: [], keys: [] };
    const input = evidenceOf(files, none, files[1]);
    expect(input).toMatchObject({
      certificate: other.certificate,
      otherCertificates: [good.certificate],
      logKeys: [world.log.verifierKey],
      witnesses: { keys: [world.log.witnessKey] },
    });
    expect(evidenceOf(files.slice(2), none)).toBeNull();
  });
});
