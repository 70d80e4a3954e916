import { isName, PdfDict, PdfString } from '../../pdf/objects.js';
import { PdfReader } from '../../pdf/pdf-reader.js';
import { listSignatureFields } from '../../pdf/signature-fields.js';

/** One signature of a sealed file, cut out for programs that know no PDF. */
export interface SealedPart {
  readonly fieldName: string;
  readonly kind: 'signature' | 'document-timestamp';
  /** The two ranges one after the other. */
  readonly signedBytes: Uint8Array;
  /** The CMS or timestamp token without the zeros behind it. */
  readonly contentsDer: Uint8Array;
}

/** Every filled signature field, in the order of the field list. */
export function sealedParts(pdf: Uint8Array): SealedPart[] {
  const reader = new PdfReader(pdf);
  return listSignatureFields(reader).flatMap(({ fieldName, value }) => {
    if (!(value instanceof PdfDict)) return [];
    const [, gapStart = 0, gapEnd = 0, tailLength = 0] = (reader.arrayAt(value, 'ByteRange') ?? []).map(
      Number,
    );
    const contents = value.get('Contents');
    const hex = Buffer.from(pdf.subarray(gapStart + 1, gapEnd - 1)).toString('latin1');
    if (!(contents instanceof PdfString)) throw new TypeError(`${fieldName} has no contents`);
    return [
      {
        fieldName,
        kind: isName(reader.resolve(value.get('SubFilter')), 'ETSI.RFC3161')
          ? ('document-timestamp' as const)
          : ('signature' as const),
        signedBytes: Buffer.concat([pdf.subarray(0, gapStart), pdf.subarray(gapEnd, gapEnd + tailLength)]),
        contentsDer: firstDerValue(Buffer.from(hex, 'hex')),
      },
    ];
  });
}

/** Cuts by the length in the DER header (X.690 § 8.1.3); everything behind it has to be zeros. */
export function firstDerValue(bytes: Buffer): Buffer {
  const first = bytes.readUInt8(1);
  const lengthBytes = first < 0x80 ? 0 : first & 0x7f;
  const length = lengthBytes === 0 ? first : bytes.readUIntBE(2, lengthBytes);
  const end = 2 + lengthBytes + length;
  if (bytes.subarray(end).some((byte) => byte !== 0))
    throw new TypeError('there is more than zeros behind the container');
  return bytes.subarray(0, end);
}
