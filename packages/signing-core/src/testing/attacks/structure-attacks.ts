import { PdfReader } from '../../pdf/pdf-reader.js';
import type { Attack } from './attack.js';
import { FRESH } from './document-attacks.js';
import { appendRaw, editedDict, type RawRevision, stream } from './raw-revision.js';
import { BURIED, VICTIM } from './victim.js';

const EVIL = 'BT /F1 18 Tf 72 720 Td (You owe a million) Tj ET';
const raw = (name: string, revision: (signed: Uint8Array) => RawRevision): Attack => ({
  name,
  forge: (signed) => appendRaw(signed, revision(signed)),
});

const offsetOf = (pdf: Uint8Array, objectNumber: number): number => {
  const entry = new PdfReader(pdf).crossReference.entries.get(objectNumber);
  return entry?.kind === 'offset' ? entry.offset : 0;
};

const sectionOffset = (pdf: Uint8Array, index: number): number =>
  new PdfReader(pdf).crossReference.sections[index]?.offset ?? 0;

const infoRevision: RawRevision = {
  objects: [{ objectNumber: FRESH, body: '<</Producer (x)>>' }],
  trailer: { Info: `${FRESH} 0 R` },
};

/** Attacks on how the file is held together: what one reader sees and another does not. */
export const STRUCTURE_ATTACKS: readonly Attack[] = [
  raw('the text taken from the prepared one', (signed) => ({
    rows: [{ objectNumber: VICTIM.content, offset: offsetOf(signed, VICTIM.shadowContent) }],
  })),
  raw('an object taken from before its last change', (signed) => ({
    rows: [
      {
        objectNumber: VICTIM.fieldList,
        offset: offsetOf(signed.subarray(0, firstRevisionEnd(signed)), VICTIM.fieldList),
      },
    ],
  })),
  raw('an object taken out of the middle of a signed stream', (signed) => ({
    objects: [editedDict(signed, VICTIM.noteField, { V: '(x)', AP: `<</N ${BURIED} 0 R>>` })],
    rows: [{ objectNumber: BURIED, offset: Buffer.from(signed).indexOf(`${BURIED} 0 obj`, 0, 'latin1') }],
  })),
  raw('an object freed', () => ({ rows: [{ objectNumber: VICTIM.overlay, offset: 0, kind: 'f' }] })),
  raw('an object with another generation', () => ({
    objects: [{ ...stream(VICTIM.content, EVIL), generation: 1 }],
  })),
  raw('an object that is there twice', () => ({
    ...infoRevision,
    objects: [...(infoRevision.objects ?? []), { objectNumber: FRESH, body: '<<>>', listed: false }],
  })),
  raw('an object that is not listed', () => ({
    ...infoRevision,
    objects: [...(infoRevision.objects ?? []), { ...stream(VICTIM.content, EVIL), listed: false }],
  })),
  raw('an object listed twice', (signed) => ({
    ...infoRevision,
    rows: [{ objectNumber: FRESH, offset: offsetOf(signed, VICTIM.content) }],
  })),
  raw('an object hidden in a comment', () => ({ ...infoRevision, lead: '%4 0 obj<</Length 0>>endobj\n' })),
  raw('a long comment', () => ({ ...infoRevision, lead: `%${'x'.repeat(500)}\n` })),
  raw('bytes that belong to nothing', () => ({ ...infoRevision, lead: 'PK\u0003\u0004\n' })),
  raw('a second end marker', () => ({ ...infoRevision, lead: 'startxref\n0\n%%EOF\n' })),
  raw('bytes behind the end', () => ({ ...infoRevision, tail: 'trailing' })),
  raw('a second header', () => ({ ...infoRevision, lead: '%PDF-1.0\n' })),
  raw('a table that continues nothing', () => ({
    ...infoRevision,
    trailer: { ...infoRevision.trailer, Prev: null },
  })),
  raw('a table that leaves the signed revision out', (signed) => ({
    ...infoRevision,
    trailer: { ...infoRevision.trailer, Prev: String(sectionOffset(signed, 1)) },
  })),
  raw('a table that continues itself', (signed) => ({
    trailer: { Prev: String(signed.length) },
  })),
  raw('a table that continues outside the file', () => ({ trailer: { Prev: '99999999' } })),
  raw('an end that points to an earlier table', (signed) => ({
    ...infoRevision,
    startXref: sectionOffset(signed, 0),
  })),
  raw('an end that misses its table by a byte', (signed) => ({
    objects: [stream(VICTIM.content, EVIL)],
    startXref: signed.length + 1,
  })),
  raw('encryption', () => ({ trailer: { Encrypt: '<</Filter /Standard /V 1 /R 2>>' } })),
  raw('a key that is there twice', (signed) => ({
    objects: [
      {
        objectNumber: VICTIM.catalog,
        body: editedDict(signed, VICTIM.catalog, {}).body.replace('<<', '<</Pages 950 0 R '),
      },
    ],
  })),
  raw('a table that counts too few objects', () => ({
    ...infoRevision,
    trailer: { ...infoRevision.trailer, Size: '3' },
  })),
  raw('a numbering that starts at one', () => ({
    ...infoRevision,
    rows: [{ objectNumber: 1, offset: 0, generation: 65535, kind: 'f' }],
  })),
  raw('a second table that contradicts the first', (signed) => contradictingTables(signed)),
  raw('an object stream that holds a page', (signed) => packedPage(signed)),
  raw('a revision in front of the file’s end that is cut off', () => ({
    ...infoRevision,
    tail: '4 0 obj\n<<',
  })),
];

function firstRevisionEnd(pdf: Uint8Array): number {
  return Buffer.from(pdf).indexOf('%%EOF', 0, 'latin1') + 6;
}

/** `/XRefStm` lists the content somewhere else than the table. */
function contradictingTables(signed: Uint8Array): RawRevision {
  const evil = stream(VICTIM.content, EVIL);
  const rows = Buffer.alloc(6);
  rows.writeUInt8(1, 0);
  rows.writeUInt32BE(offsetOf(signed, VICTIM.shadowContent), 1);
  const entries = `/Type /XRef /Size 960 /W [1 4 1] /Index [${VICTIM.content} 1]`;
  const table = stream(FRESH, rows.toString('latin1'), entries);
  return { objects: [table, evil], trailer: { XRefStm: String(signed.length) } };
}

/** A whole revision of objects packed away: the page in it replaces the signed one. */
function packedPage(signed: Uint8Array): RawRevision {
  const page = editedDict(signed, VICTIM.firstPage, { Contents: `${VICTIM.shadowContent} 0 R` }).body;
  const head = `${VICTIM.firstPage} 0 `;
  const packed = stream(FRESH, head + page, `/Type /ObjStm /N 1 /First ${head.length}`);
  const rows = Buffer.alloc(12);
  rows.writeUInt8(2, 0);
  rows.writeUInt32BE(FRESH, 1);
  const entries = `/Type /XRef /Size 960 /W [1 4 1] /Index [${VICTIM.firstPage} 1]`;
  const table = stream(FRESH + 1, rows.subarray(0, 6).toString('latin1'), entries);
  const tableAt = signed.length + `${FRESH} 0 obj\n${packed.body}\nendobj\n`.length;
  return { objects: [packed, table], trailer: { XRefStm: String(tableAt) } };
}
