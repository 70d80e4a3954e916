import { beforeAll, describe, expect, it } from 'vitest';
import type { EvidenceReport } from './evidence-report.js';
import { createSampleWorld, type SampleEvidence, type SampleWorld } from './testing/sample-evidence.js';
import { createSampleLog, sampleOrigin } from './testing/sample-log.js';
import { verifyEvidence } from './verify-evidence.js';

let world: SampleWorld;
let good: SampleEvidence;
beforeAll(async () => {
  world = await createSampleWorld();
  good = await world.make();
}, 60_000);

const text = (value: string) => new Uint8Array(Buffer.from(value));
const trusted = () => ({ trustedRootsPem: [world.trust.trustedRootPem], logKeys: [world.log.verifierKey] });
const stateOf = (report: EvidenceReport, id: string) => report.checks.find((check) => check.id === id)?.state;
const failures = ({ checks }: EvidenceReport) =>
  checks.filter(({ state }) => state === 'fail').map(({ id }) => id);

describe('a genuine certificate', () => {
  it.each(['B-B', 'B-T', 'B-LT', 'B-LTA'] as const)('is valid with all it needs: %s', async (level) => {
    const { certificate, document } = await world.make({ level });
    const report = await verifyEvidence({ certificate, documents: [document], ...trusted() });
    expect(failures(report)).toEqual([]);
    expect(new Set(report.checks.map(({ id }) => id)).size).toBe(report.checks.length);
    expect(report.verdict).toBe('valid');
    expect(report.checks.filter(({ state }) => state !== 'pass').map(({ id }) => id)).toEqual(
      level.startsWith('B-LT')
        ? []
        : level === 'B-T'
          ? ['trust.revocation']
          : ['seal.time', 'trust.revocation'],
    );
    expect(report.story).toMatchObject({
      title: 'Service agreement',
      ending: 'completed',
      recipients: [{ name: 'Ada Lovelace', outcome: 'signed' }],
      documents: [{ name: 'service-agreement.pdf', isGiven: true }],
    });
    expect(report.seal).toMatchObject({ signerCommonName: 'Example GmbH seal', isTrusted: true });
  });

  it('is never valid without a root: anybody can make a key of this name', async () => {
    const report = await verifyEvidence({ certificate: good.certificate });
    expect(report.verdict).toBe('indeterminate');
    expect(stateOf(report, 'trust.seal')).toBe('unknown');
    expect(stateOf(report, 'log.keys')).toBe('warn');
    expect(report.summary).toContain('complete and unaltered');
    const strangers = await verifyEvidence({
      ...trusted(),
      certificate: good.certificate,
      trustedRootsPem: [(await createSampleWorld()).trust.trustedRootPem],
    });
    expect(strangers.verdict).toBe('indeterminate');
  });

  it('is known by the key of its log under any number of the log’s name, and says so', async () => {
    const after = await world.begunAnew();
    const { certificate } = await after.make();
    const own = await verifyEvidence({ certificate, ...trusted(), logKeys: [after.log.verifierKey] });
    expect([own.verdict, stateOf(own, 'log.keys')]).toEqual(['valid', 'pass']);
    const byOldLine = await verifyEvidence({ certificate, ...trusted() });
    expect([byOldLine.verdict, stateOf(byOldLine, 'log.keys')]).toEqual(['valid', 'warn']);
    const said = byOldLine.checks.find(({ id }) => id === 'log.keys')?.detail;
    expect(said).toContain(`under the name ${sampleOrigin}/2 instead of ${sampleOrigin}:`);
    const newLine = { ...trusted(), logKeys: [after.log.verifierKey] };
    const before = await verifyEvidence({ certificate: good.certificate, ...newLine });
    expect([before.verdict, stateOf(before, 'log.keys')]).toEqual(['valid', 'warn']);

    const strangers = { ...trusted(), logKeys: [createSampleLog().verifierKey] };
    expect(failures(await verifyEvidence({ certificate, ...strangers }))).toEqual(['log.inclusion']);
    const both = { certificate, otherCertificates: [good.certificate], ...trusted() };
    const compared = await verifyEvidence(both);
    expect([compared.verdict, stateOf(compared, 'log.history-1')]).toEqual(['indeterminate', 'unknown']);
  });

  it('tells of an envelope that was declined', async () => {
    const { certificate } = await world.make({ ending: 'declined' });
    const report = await verifyEvidence({ certificate, ...trusted() });
    expect(report.verdict).toBe('valid');
    expect(report.story).toMatchObject({ ending: 'declined', recipients: [{ outcome: 'declined' }] });
  });

  it('stays valid, with a warning, when a person was forgotten', async () => {
    const { certificate } = await world.make({
      record: (input) => ({
        ...input,
        personal: input.personal.filter(({ subject }) => !subject.startsWith('recipient:')),
      }),
    });
    const report = await verifyEvidence({ certificate, ...trusted() });
    expect(report.verdict).toBe('valid');
    expect(stateOf(report, 'record.personal-values')).toBe('warn');
    expect(report.story?.recipients).toMatchObject([{ name: null, email: null }]);
    expect(report.caveats.join()).toContain('erased');
  });

  it('is held against a kept checkpoint by a consistency proof', async () => {
    const { checkpoint, size } = world.earlier;
    const { certificate } = await world.make();
    const proof = await world.log.consistency(checkpoint, size);
    const kept = { ...trusted(), certificate, checkpoints: [checkpoint] };
    const proven = await verifyEvidence({ ...kept, consistencyProofs: [proof] });
    expect([proven.verdict, stateOf(proven, 'log.history-1')]).toEqual(['valid', 'pass']);
    const open = await verifyEvidence(kept);
    expect([open.verdict, stateOf(open, 'log.history-1')]).toEqual(['indeterminate', 'unknown']);
    const itself = await verifyEvidence({ ...trusted(), certificate, otherCertificates: [certificate] });
    expect(stateOf(itself, 'log.history-1')).toBe('pass');
  });

  it('was seen by the witnesses named, and not by others', async () => {
    const seen = { keys: [world.log.witnessKey] };
    const report = await verifyEvidence({ ...trusted(), certificate: good.certificate, witnesses: seen });
    expect(stateOf(report, 'log.witnesses')).toBe('pass');
    const strangers = { keys: [world.log.witnessKey, createSampleLog().witnessKey] };
    const one = await verifyEvidence({
      ...trusted(),
      certificate: good.certificate,
      witnesses: { ...strangers, required: 1 },
    });
    const both = await verifyEvidence({ ...trusted(), certificate: good.certificate, witnesses: strangers });
    expect([one.verdict, both.verdict]).toEqual(['valid', 'invalid']);
  });
});

describe('documents beside it', () => {
  const check = (document: Uint8Array) =>
    verifyEvidence({ ...trusted(), certificate: good.certificate, documents: [document] });

  it('may be the original', async () => {
    const report = await check(good.original);
    expect([report.verdict, stateOf(report, 'documents.record-1')]).toEqual(['valid', 'pass']);
  });

  it('may not be another one', async () => {
    const { document } = await (await createSampleWorld()).make();
    expect(failures(await check(document))).toContain('documents.record-1');
  });

  it('may not be changed by one byte', async () => {
    const changed = good.document.slice();
    changed[100] = (changed[100] ?? 0) ^ 1;
    expect(failures(await check(changed))).toEqual(['documents.record-1', 'documents.seal-1']);
  });
});

describe('an envelope of three documents', () => {
  let three: SampleEvidence;
  beforeAll(async () => {
    three = await world.make({ documentCount: 3, level: 'B-LT' });
  }, 60_000);
  const verify = (...documents: Uint8Array[]) =>
    verifyEvidence({ ...trusted(), certificate: three.certificate, documents });

  it('is whole with all of them, in any order', async () => {
    const report = await verify(...three.documents.toReversed());
    expect(report.verdict).toBe('valid');
    expect(stateOf(report, 'documents.given')).toBe('pass');
    expect(report.caveats).toEqual([]);
    expect(report.story?.documents.map(({ name, isGiven }) => [name, isGiven])).toEqual([
      ['service-agreement.pdf', true],
      ['annex-1.pdf', true],
      ['annex-2.pdf', true],
    ]);
  });

  it('names the ones that are missing', async () => {
    const [first, , third] = three.documents;
    if (!first || !third) throw new Error('Three documents were made.');
    const report = await verify(first, third);
    expect([report.verdict, stateOf(report, 'documents.given')]).toEqual(['valid', 'warn']);
    expect(report.caveats.join()).toContain('“annex-1.pdf” (document 2 of 3). It was not checked.');
    const one = await verify(third);
    expect(one.caveats.join()).toContain(
      '“service-agreement.pdf” (document 1 of 3), “annex-1.pdf” (document 2 of 3)',
    );
  });

  it('does not take one twice for another', async () => {
    const [first] = three.documents;
    if (!first) throw new Error('Three documents were made.');
    expect(stateOf(await verify(first, first, first), 'documents.given')).toBe('warn');
  });

  it('is refused when one of them was changed', async () => {
    const [first, second, third] = three.documents;
    if (!first || !second || !third) throw new Error('Three documents were made.');
    const changed = second.slice();
    changed[100] = (changed[100] ?? 0) ^ 1;
    const report = await verify(first, changed, third);
    expect(report.verdict).toBe('invalid');
    expect(failures(report)).toEqual(['documents.record-2', 'documents.seal-2']);
  });
});

describe('an insider who holds a key', () => {
  it('cannot seal the record anew with another key', async () => {
    const signer = await world.trust.createSigner({ commonName: 'Example GmbH seal' });
    const { certificate } = await world.make({ signer });
    const found = failures(await verifyEvidence({ certificate, ...trusted() }));
    expect(found).toEqual(expect.arrayContaining(['record.sealer', 'seal.exact']));
  });

  it('cannot cut the end of the record', async () => {
    const { certificate } = await world.make({
      record: (input) => ({ ...input, records: input.records.slice(0, -1) }),
    });
    const found = failures(await verifyEvidence({ certificate, ...trusted() }));
    expect(found).toEqual(['record.ending', 'log.inclusion']);
  });

  it('cannot put a log of his own beside it', async () => {
    const other = createSampleLog();
    await other.append(good.record);
    const proof = text(await other.proveLast());
    const { certificate } = await world.make({ attach: (files) => files.set('proof', proof) });
    const found = await verifyEvidence({ certificate, ...trusted() });
    expect(failures(found)).toEqual(['log.inclusion']);
  });

  it('cannot forge the checkpoint', async () => {
    const { certificate } = await world.make({
      attach: (files) => {
        const proof = Buffer.from(files.get('proof') ?? []).toString();
        files.set(
          'proof',
          text(proof.replace(/\n(\d+)\n(?=[^\n]+\n\n—)/, (_, size) => `\n${Number(size) + 1}\n`)),
        );
      },
    });
    expect(failures(await verifyEvidence({ certificate, ...trusted() }))).toEqual(['log.inclusion']);
  });

  it('cannot take another envelope’s proof', async () => {
    const other = await world.make({ ending: 'declined' });
    const { certificate } = await world.make({
      attach: (files) => files.set('proof', other.files.get('proof') ?? new Uint8Array()),
    });
    expect(failures(await verifyEvidence({ certificate, ...trusted() }))).toEqual(['log.inclusion']);
  });

  it('cannot swap the timestamp of the checkpoint', async () => {
    const older = good.files.get('checkpoint-timestamp') ?? new Uint8Array();
    const { certificate } = await world.make({ attach: (files) => files.set('checkpoint-timestamp', older) });
    expect(failures(await verifyEvidence({ certificate, ...trusted() }))).toEqual(['log.timestamp']);
  });

  it('cannot show readers another event than the one that was hashed', async () => {
    const { certificate } = await world.make({
      attach: (files) => {
        const json = Buffer.from(files.get('record') ?? []).toString();
        files.set('record', text(json.replace('"textVersion": "2026-01"', '"textVersion": "2025-01"')));
      },
    });
    expect(failures(await verifyEvidence({ certificate, ...trusted() }))).toEqual(['record.decoded-events']);
  });
});

describe('what is no certificate', () => {
  it.each([
    ['nothing', new Uint8Array()],
    ['text', text('hello')],
    ['a broken PDF', text('%PDF-1.7\nhello')],
  ])('fails with a sentence: %s', async (_, certificate) => {
    const report = await verifyEvidence({ certificate, ...trusted() });
    expect(report.verdict).toBe('invalid');
    expect(report.summary).toMatch(/^Do not rely on this certificate\. /);
  });

  it('a sealed document is not one', async () => {
    const report = await verifyEvidence({ certificate: good.document, ...trusted() });
    expect(failures(report)).toEqual(expect.arrayContaining(['seal.whole', 'record.attached']));
  });

  it('a certificate without proofs is valid by its seal, and says so', async () => {
    const { certificate } = await world.make({
      attach: (files) => {
        files.delete('proof');
        files.delete('checkpoint');
        files.delete('checkpoint-timestamp');
      },
    });
    const unasked = await verifyEvidence({ certificate, trustedRootsPem: [world.trust.trustedRootPem] });
    expect([unasked.verdict, stateOf(unasked, 'log.inclusion')]).toEqual(['valid', 'warn']);
    expect((await verifyEvidence({ certificate, ...trusted() })).verdict).toBe('indeterminate');
  });

  it('keys and roots that cannot be read are the reader’s mistake', async () => {
    const { certificate } = good;
    await expect(verifyEvidence({ certificate, logKeys: ['nonsense'] })).rejects.toMatchObject({
      code: 'note-key-invalid',
    });
    await expect(verifyEvidence({ certificate, trustedRootsPem: ['nonsense'] })).rejects.toMatchObject({
      code: 'trust-root-invalid',
    });
  });
});
