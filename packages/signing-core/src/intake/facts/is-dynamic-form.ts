import type { PdfReader } from '../../pdf/pdf-reader.js';

/** A form whose pages only Adobe software can build (XFA, ISO 32000-1 § 12.7.8): what others show is a notice. */
export function isDynamicForm(reader: PdfReader): boolean {
  const { catalog } = reader;
  const hasXfa = reader.dictAt(catalog, 'AcroForm')?.has('XFA') ?? false;
  return hasXfa && reader.resolve(catalog.get('NeedsRendering')) === true;
}
