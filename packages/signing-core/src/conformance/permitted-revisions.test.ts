import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { PdfDict, PdfRef, PdfStream } from '../pdf/objects.js';
import { PdfReader } from '../pdf/pdf-reader.js';
import { serialise } from '../pdf/serialise.js';
import { addDocumentTimestamp } from '../seal/add-document-timestamp.js';
import { addValidationData } from '../seal/add-validation-data.js';
import { sealPdf } from '../seal/seal-pdf.js';
import { appendRaw, type RawObject } from '../testing/attacks/raw-revision.js';
import { VICTIM, victimPdf } from '../testing/attacks/victim.js';
import { createDatedTrust } from '../testing/dated-trust.js';
import { type SamplePdfOptions, samplePdf, softwareSigner } from '../testing/index.js';
import { judgeModifications } from '../verify/modifications/index.js';
import { verifyPdf } from '../verify/verify-pdf.js';

const day = (text: string): Date => new Date(`${text}T12:00:00Z`);
const validity = { notBefore: day('2025-01-01'), notAfter: day('2035-01-01') };
const signedAt = day('2026-11-22');

const kinds: [string, Uint8Array][] = [
  ['a form with empty fields', victimPdf()],
  ...(
    [
      ['a classic table', {}],
      ['a cross-reference stream', { crossReference: 'stream', form: 'direct' }],
      ['several pages', { rotations: [0, 90, 180], inherited: true, form: 'indirect' }],
    ] as [string, SamplePdfOptions][]
  ).map(([name, options]): [string, Uint8Array] => [name, samplePdf(options)]),
];

/** Certified, approved twice, archived, timestamped, and both renewed a year later. */
async function lifetime(pdf: Uint8Array, certify?: 1 | 2 | 3) {
  const trust = await createDatedTrust(validity);
  const stages: Uint8Array[] = [];
  const options = { name: 'Acme', reason: 'Agreed', signedAt };
  stages.push(await sealPdf(pdf, { ...options, ...(certify ? { certify } : {}) }, trust.signer));
  const last = (): Uint8Array => stages.at(-1) ?? pdf;
  if (certify !== 1) {
    stages.push(await sealPdf(last(), { ...options, fieldName: 'Approval' }, trust.signer));
    stages.push(await sealPdf(last(), { ...options, reason: '' }, trust.signer));
  }
  for (const at of [day('2026-11-23'), day('2027-11-23')]) {
    stages.push(addValidationData(last(), await trust.validationData(at)).bytes.slice());
    stages.push((await addDocumentTimestamp(last(), trust.stampAt(at))).bytes.slice());
  }
  return { stages, rootPem: trust.rootPem };
}

describe('our own revisions', () => {
  it.each(
    kinds.flatMap(([name, pdf]) => ([undefined, 1, 2, 3] as const).map((p) => [name, p, pdf] as const)),
  )(
    'are permitted on %s, certified %s',
    async (_, certify, pdf) => {
      const { stages, rootPem } = await lifetime(pdf, certify);
      const final = stages.at(-1) ?? pdf;
      for (const stage of stages) {
        const report = judgeModifications(final, stage.length);
        expect(report.changes.filter(({ permitted }) => !permitted)).toEqual([]);
        expect(report.state).toBe(stage === final ? 'none' : 'permitted');
      }
      const report = await verifyPdf(final, { trustedRootsPem: [rootPem] });
      expect(report.checks.filter(({ state }) => state === 'fail')).toEqual([]);
      expect(report.verdict).toBe('valid');
    },
    30_000,
  );
});

/** Everything a revision can say about an object of the signed document, written by a child. */
const value = fc.constantFrom(
  'null',
  '0',
  '7',
  '(x)',
  '/X',
  '[]',
  '<<>>',
  '4 0 R',
  '10 0 R',
  '[4 0 R]',
  'true',
);
const change = fc.record({
  object: fc.nat(),
  key: fc.oneof(
    fc.nat().map((index) => index % 8),
    fc.constantFrom('Zz', 'AA', 'Contents', 'Kids', 'OC'),
  ),
  value: fc.oneof(value, fc.constant(null)),
});

describe('a revision with one object out of place', () => {
  it('is never permitted', async () => {
    const signer = await softwareSigner();
    const options = { name: 'Acme', reason: 'Agreed', signedAt };
    const signed = await sealPdf(victimPdf(), options, signer);
    const next = await sealPdf(signed, { ...options, fieldName: 'Approval' }, signer);
    const honest = objectsSince(next, signed.length);
    const kept = objectsSince(signed, 0).filter(({ objectNumber }) => objectNumber !== VICTIM.shadowContent);
    expect(judgeModifications(appendRaw(signed, { objects: honest }), signed.length).state).toBe('permitted');
    fc.assert(
      fc.property(change, ({ object, key, value: replacement }) => {
        const victim = kept[object % kept.length];
        if (!victim) return;
        const current = honest.find(({ objectNumber }) => objectNumber === victim.objectNumber) ?? victim;
        const body = mutate(current, key, replacement);
        fc.pre(body !== null);
        const others = honest.filter(({ objectNumber }) => objectNumber !== victim.objectNumber);
        const objects = [...others, { objectNumber: victim.objectNumber, body: body ?? '' }];
        const { state } = judgeModifications(appendRaw(signed, { objects }), signed.length);
        expect(state, `${victim.objectNumber}: ${victim.body} -> ${body}`).toBe('forbidden');
      }),
      { numRuns: 400 },
    );
  });

  it('is judged in the end, whatever bytes it has', async () => {
    const signer = await softwareSigner();
    const options = { name: 'Acme', reason: 'Agreed', signedAt };
    const signed = await sealPdf(victimPdf(), options, signer);
    const next = await sealPdf(signed, options, signer);
    fc.assert(
      fc.property(fc.nat(), fc.integer({ min: 1, max: 255 }), fc.nat({ max: 9 }), (at, mask, length) => {
        const changed = next.slice();
        for (let i = 0; i <= length; i++) {
          const position = signed.length + ((at + i) % (next.length - signed.length));
          changed[position] = (changed[position] ?? 0) ^ mask;
        }
        expect(['permitted', 'forbidden']).toContain(judgeModifications(changed, signed.length).state);
      }),
      { numRuns: 400 },
    );
  });
});

function objectsSince(pdf: Uint8Array, start: number): (RawObject & { readonly dict: PdfDict | null })[] {
  const reader = new PdfReader(pdf);
  return [...reader.crossReference.entries].flatMap(([objectNumber, entry]) => {
    if (entry.kind !== 'offset' || entry.offset < start) return [];
    const object = reader.resolve(new PdfRef(objectNumber, 0));
    const dict = object instanceof PdfStream ? object.dict : object;
    const body =
      object instanceof PdfStream
        ? `${serialise(object.dict)}\nstream\n${Buffer.from(object.data).toString('latin1')}\nendstream`
        : serialise(object);
    return [{ objectNumber, body, dict: dict instanceof PdfDict ? dict : null }];
  });
}

/** The object with one key set or removed; null when that changes nothing or is an ordinary act. */
function mutate(
  { objectNumber, body, dict }: RawObject & { readonly dict: PdfDict | null },
  key: string | number,
  replacement: string | null,
): string | null {
  if (!dict) return replacement !== null && replacement !== body ? replacement : null;
  const name = typeof key === 'number' ? [...dict.keys()][key] : key;
  // The length of a stream is its own affair; null and absent are the same.
  if (name === undefined || name === 'Length') return null;
  const old = dict.has(name) ? serialise(dict.get(name) ?? null) : 'null';
  if (old === (replacement ?? 'null')) return null;
  // Filling in is what a field is for, and leaving it empty.
  if (name === 'V' && (objectNumber === VICTIM.noteField || objectNumber === VICTIM.approvalField))
    return null;
  const changed = new PdfDict(dict);
  changed.delete(name);
  const head = serialise(changed).slice(0, -2);
  const entry = replacement === null ? '' : ` /${name} ${replacement}`;
  return body.replace(serialise(dict), () => `${head}${entry}>>`);
}
