import { describe, expect, it } from 'vitest';
import { dict, name, PdfDict, PdfRef, type PdfValue, textString } from '../pdf/objects.js';
import { PdfReader } from '../pdf/pdf-reader.js';
import { RevisionWriter, type WrittenRevision } from '../pdf/revision-writer.js';
import { samplePdf } from '../testing/sample-pdf.js';
import { assertRevision, type DeclaredChange } from './assert-revision.js';

const reader = new PdfReader(samplePdf({ form: 'indirect' }));
const failed = expect.objectContaining({ code: 'seal-self-check-failed' });

/** A revision after which the form lists `fields` (made from the old list). */
function withFields(change: (fields: PdfValue[], writer: RevisionWriter) => PdfValue[]): WrittenRevision {
  const writer = new RevisionWriter(reader);
  const form = reader.dictAt(reader.catalog, 'AcroForm') ?? new PdfDict();
  const list = form.get('Fields');
  if (!(list instanceof PdfRef)) throw new Error('The sample has an indirect list.');
  writer.put(list, change(reader.arrayAt(form, 'Fields') ?? [], writer));
  return writer.write();
}

const field = (writer: RevisionWriter, fieldName: string): PdfRef =>
  writer.add(dict({ FT: name('Sig'), T: textString(fieldName) }));

const check =
  (revision: WrittenRevision, declared: DeclaredChange = {}) =>
  (): void =>
    assertRevision(reader, revision, declared);

describe('after a revision', () => {
  it('a field that was declared may be new', () => {
    const revision = withFields((fields, writer) => [...fields, field(writer, 'Seal1')]);
    expect(check(revision, { newFieldName: 'Seal1' })).not.toThrow();
    expect(check(revision)).toThrowError(failed);
    expect(check(revision, { newFieldName: 'Seal2' })).toThrowError(failed);
  });

  it('no field may be lost, moved or doubled', () => {
    expect(check(withFields(() => []))).toThrowError(failed);
    expect(check(withFields((fields, writer) => [field(writer, 'Seal1'), ...fields]))).toThrowError(failed);
    const doubled = withFields((fields, writer) => [...fields, field(writer, 'name')]);
    expect(check(doubled, { newFieldName: 'name' })).toThrowError(failed);
  });

  it('no field may have another value, but for the one that was signed', () => {
    const writer = new RevisionWriter(reader);
    const [only] = reader.arrayAt(reader.dictAt(reader.catalog, 'AcroForm') ?? new PdfDict(), 'Fields') ?? [];
    const before = reader.resolve(only);
    if (!(only instanceof PdfRef) || !(before instanceof PdfDict)) throw new Error('The sample has a field.');
    writer.put(only, new PdfDict([...before, ['V', textString('other')]]));
    const revision = writer.write();
    expect(check(revision)).toThrowError(failed);
    expect(check(revision, { signedFieldName: 'name' })).not.toThrow();
  });

  it('the increment has exactly one end', () => {
    const writer = new RevisionWriter(reader);
    writer.addStream(new PdfDict(), Buffer.from('1\n%%EOF\n', 'latin1'));
    expect(check(writer.write())).toThrowError(failed);
  });

  it('a second parser reads every object the same', () => {
    const writer = new RevisionWriter(reader);
    const first = writer.add(dict({ Answer: 42, Text: textString('(x) Ünï') }));
    const second = writer.add(dict({ Answer: 43 }));
    const revision = writer.write();
    expect(check(revision)).not.toThrow();
    const offsets = new Map(revision.bodyOffsets);
    offsets.set(first.objectNumber, offsets.get(second.objectNumber) ?? 0);
    expect(check({ ...revision, bodyOffsets: offsets })).toThrowError(failed);
  });
});
