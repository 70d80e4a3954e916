import { beforeAll, describe, expect, it } from 'vitest';
import { sealPdf } from '../../seal/seal-pdf.js';
import { appendRaw, editedDict, type RawObject, stream } from '../../testing/attacks/raw-revision.js';
import { VICTIM, victimPdf } from '../../testing/attacks/victim.js';
import { type SoftwareSigner, softwareSigner } from '../../testing/index.js';
import { findRangeCollisions, judgeModifications, ModificationJudge } from './index.js';

const options = { name: 'Acme', reason: 'Agreed', signedAt: new Date('2026-11-22T10:00:00Z') };
const FRESH = 950;
const victim = victimPdf();

let signer: SoftwareSigner;
let approved: Uint8Array;
beforeAll(async () => {
  signer = await softwareSigner();
  approved = await sealPdf(victim, options, signer);
});

const certified = (certify: 1 | 2 | 3) => sealPdf(victim, { ...options, certify }, signer);
const append = (pdf: Uint8Array, objects: readonly RawObject[]): Uint8Array => appendRaw(pdf, { objects });

const filled = (pdf: Uint8Array): Uint8Array =>
  append(pdf, [
    editedDict(pdf, VICTIM.noteField, { V: '(agreed)', AP: `<</N ${FRESH} 0 R>>` }),
    stream(FRESH, 'BT (agreed) Tj ET', '/Type /XObject /Subtype /Form /BBox [0 0 228 20]'),
  ]);

const pageWithOneMore = (pdf: Uint8Array): RawObject => ({
  objectNumber: VICTIM.firstPage,
  body: editedDict(pdf, VICTIM.firstPage, {}).body.replace(/(\/Annots \[[^\]]*)\]/, `$1 ${FRESH} 0 R]`),
});

const commented = (pdf: Uint8Array, entries: string): Uint8Array =>
  append(pdf, [pageWithOneMore(pdf), { objectNumber: FRESH, body: `<</Type /Annot ${entries}>>` }]);
const NOTE = '/Subtype /Text /Rect [500 700 520 720] /Contents (why?)';

const archived = (pdf: Uint8Array): Uint8Array =>
  append(pdf, [
    editedDict(pdf, VICTIM.catalog, { DSS: `<</Type /DSS /Certs [${FRESH} 0 R]>>` }),
    stream(FRESH, '0\0'),
  ]);

const after = (pdf: Uint8Array, signed: Uint8Array) => judgeModifications(pdf, signed.length);

describe('judgeModifications', () => {
  it('permits a value for an empty field, and says so', () => {
    const report = after(filled(approved), approved);
    expect(report).toMatchObject({ state: 'permitted', docMdp: { permission: null } });
    expect(report.changes).toEqual([
      expect.objectContaining({ fieldName: 'note', sentence: 'The field "note" was filled in.' }),
    ]);
  });

  it('permits to correct what was filled in after signing, for those who signed before it', () => {
    const first = filled(approved);
    const corrected = append(first, [editedDict(first, VICTIM.noteField, { V: '(refused)' })]);
    expect(after(corrected, approved).state).toBe('permitted');
    expect(after(corrected, first).state).toBe('forbidden');
  });

  it('permits validation data, properties and metadata', () => {
    expect(after(archived(approved), approved).state).toBe('permitted');
    const dated = appendRaw(approved, {
      objects: [{ objectNumber: FRESH, body: '<</ModDate (D:20261122)>>' }],
      trailer: { Info: `${FRESH} 0 R` },
    });
    expect(after(dated, approved)).toMatchObject({ state: 'permitted', changes: [{ level: 'metadata' }] });
    const described = append(approved, [
      editedDict(approved, VICTIM.catalog, { Metadata: `${FRESH} 0 R` }),
      stream(FRESH, '<x:xmpmeta/>', '/Type /Metadata /Subtype /XML'),
    ]);
    expect(after(described, approved).state).toBe('permitted');
  });

  it('permits a page to be written again as it was', () => {
    expect(after(append(approved, [editedDict(approved, VICTIM.firstPage, {})]), approved).state).toBe(
      'permitted',
    );
  });

  it.each([
    [1, false, false],
    [2, true, false],
    [3, true, true],
  ] as const)('obeys P=%i', async (permission, mayFill, mayComment) => {
    const pdf = await certified(permission);
    const state = (allowed: boolean): string => (allowed ? 'permitted' : 'forbidden');
    expect(after(archived(pdf), pdf)).toMatchObject({
      state: 'permitted',
      docMdp: { permission, obeyed: true },
    });
    expect(after(filled(pdf), pdf)).toMatchObject({
      state: state(mayFill),
      docMdp: { permission, obeyed: mayFill },
    });
    expect(after(commented(pdf, NOTE), pdf)).toMatchObject({
      state: state(mayComment),
      docMdp: { permission, obeyed: mayComment },
    });
  });

  it('lets no comment cover the text, though comments are permitted', async () => {
    const pdf = await certified(3);
    const wide = NOTE.replace('520 720', '600 900');
    const drawn = '/Subtype /Highlight /Rect [0 0 500 800] /QuadPoints [0 0 1 1] /AP <</N 50 0 R>>';
    for (const entries of [wide, drawn, `${NOTE} /A <</S /URI /URI (x)>>`]) {
      expect(after(commented(pdf, entries), pdf).state).toBe('forbidden');
    }
  });

  it('permits no comment where nobody certified that', () => {
    expect(after(commented(approved, NOTE), approved).state).toBe('forbidden');
  });

  it('keeps visible new fields out of certified documents', async () => {
    const field = (pdf: Uint8Array): Uint8Array =>
      append(pdf, [
        { objectNumber: VICTIM.fieldList, body: fieldsWith(pdf) },
        {
          objectNumber: FRESH,
          body: '<</Type /Annot /Subtype /Widget /FT /Sig /T (Big) /Rect [10 10 200 60] /P 10 0 R /V 951 0 R>>',
        },
        { objectNumber: FRESH + 1, body: '<</Type /Sig>>' },
      ]);
    expect(after(field(approved), approved).state).toBe('permitted');
    const pdf = await certified(2);
    expect(after(field(pdf), pdf).state).toBe('forbidden');
  });

  it('lets no new signature cover a page', () => {
    const covering = append(approved, [
      { objectNumber: VICTIM.fieldList, body: fieldsWith(approved) },
      { objectNumber: FRESH + 1, body: '<</Type /Sig>>' },
      pageWithOneMore(approved),
      {
        objectNumber: FRESH,
        body: '<</Type /Annot /Subtype /Widget /FT /Sig /T (Big) /Rect [0 0 595 842] /P 10 0 R /V 951 0 R>>',
      },
    ]);
    const { changes } = after(covering, approved);
    expect(changes.filter(({ permitted }) => !permitted)).toEqual([
      expect.objectContaining({ sentence: 'A signature covers much of page 1.', pageNumber: 1 }),
    ]);
  });

  it.each([
    ['all', { action: 'all' }, true],
    ['include', { action: 'include', fields: ['note'] }, true],
    ['another field', { action: 'include', fields: ['name'] }, false],
    ['exclude', { action: 'exclude', fields: ['name'] }, true],
    ['all but this', { action: 'exclude', fields: ['note'] }, false],
  ] as const)('obeys the lock %s', async (_, lock, isLocked) => {
    const pdf = await sealPdf(victim, { ...options, lock }, signer);
    expect(after(filled(pdf), pdf)).toMatchObject({
      state: isLocked ? 'forbidden' : 'permitted',
      fieldMdp: { obeyed: !isLocked },
    });
  });

  it('answers the same for one signature as for many', async () => {
    const second = await sealPdf(filled(approved), { ...options, fieldName: 'Approval' }, signer);
    const judge = new ModificationJudge(second);
    for (const end of [approved.length, second.length, approved.length]) {
      expect(judge.after(end)).toEqual(judgeModifications(second, end));
    }
    expect(judge.after(approved.length).state).toBe('permitted');
  });

  it('forbids what does not end at a revision', () => {
    for (const end of [0, 1, 100, approved.length - 7, approved.length + 1]) {
      expect(judgeModifications(filled(approved), end).state).toBe('forbidden');
    }
  });
});

function fieldsWith(pdf: Uint8Array): string {
  const list = Buffer.from(pdf)
    .toString('latin1')
    .match(/\n7 0 obj\n(\[[^\]]*)\]/g)
    ?.at(-1);
  return `${list?.split('obj\n')[1]?.replace(']', '') ?? '['} ${FRESH} 0 R]`;
}

describe('findRangeCollisions', () => {
  it('accepts shells and refuses everything else', () => {
    expect(
      findRangeCollisions([
        [0, 10, 20, 10],
        [0, 40, 50, 10],
      ]),
    ).toEqual([]);
    for (const second of [
      [0, 25, 50, 10],
      [0, 10, 20, 10],
      [0, 10, 20, 40],
      [0, 5, 25, 5],
    ] as const) {
      expect(findRangeCollisions([[0, 10, 20, 10], second])).toHaveLength(1);
    }
  });
});
