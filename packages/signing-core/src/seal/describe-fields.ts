import type { FormField } from '../pdf/form-fields.js';
import { PdfName, PdfString } from '../pdf/objects.js';
import { serialise } from '../pdf/serialise.js';

/** Place, name, type and value of each field as one line: what must be the same before and after a revision. */
export function describeFields(fields: readonly FormField[], signedFieldName?: string): string[] {
  return fields.map(({ fieldName, type, dict, reference }) =>
    serialise([
      reference,
      new PdfString(Buffer.from(fieldName, 'utf8'), true),
      type === null ? null : new PdfName(type),
      fieldName === signedFieldName ? null : (dict.get('V') ?? null),
    ]),
  );
}
