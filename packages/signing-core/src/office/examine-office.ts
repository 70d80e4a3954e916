import type { ConvertedFormat } from '../intake/source-format.js';
import { containerKindOf } from './container-kind.js';
import { encryptedDocument, tooComplexDocument, unsupportedDocument } from './office-refusals.js';
import { type PackageParts, readPackage } from './read-package.js';

/**
 * What an upload is that begins like an office file or a HEIC photo; null when it is something else after all. Run it in
 * a process with limits. Throws `office-damaged`, `office-encrypted`, `office-too-complex`, `office-unsupported`.
 */
export async function examineOffice(bytes: Uint8Array): Promise<ConvertedFormat | null> {
  const kind = containerKindOf(bytes);
  if (kind === 'zip') return formatOfPackage(await readPackage(bytes));
  if (kind === 'compound') return formatOfCompound(bytes);
  return kind;
}

/** Main parts by their content type (ECMA-376 part 1 § 15.2); macros, which are never run, and templates included. */
const OPEN_XML: readonly (readonly [RegExp, ConvertedFormat])[] = [
  [/(wordprocessingml\.(document|template)|word\.(document|template)\.macroEnabled)\.main\+xml/, 'docx'],
  [/(spreadsheetml\.(sheet|template)|excel\.(sheet|template)\.macroEnabled)\.main\+xml/, 'xlsx'],
  [/(presentationml\.(presentation|slideshow|template)|powerpoint\.\w+\.macroEnabled)\.main\+xml/, 'pptx'],
];
/** ODF 1.3 part 2 § 3.3. */
const OPEN_DOCUMENT: Readonly<Record<string, ConvertedFormat>> = {
  'application/vnd.oasis.opendocument.text': 'odt',
  'application/vnd.oasis.opendocument.text-template': 'odt',
  'application/vnd.oasis.opendocument.spreadsheet': 'ods',
  'application/vnd.oasis.opendocument.spreadsheet-template': 'ods',
  'application/vnd.oasis.opendocument.presentation': 'odp',
  'application/vnd.oasis.opendocument.presentation-template': 'odp',
};

function formatOfPackage(parts: PackageParts): ConvertedFormat | null {
  const [mimetype, types, manifest] = ['mimetype', '[Content_Types].xml', 'META-INF/manifest.xml'].map(
    (name) => parts.get(name)?.toString('latin1'),
  );
  if (mimetype === undefined && types === undefined) return null;
  if (manifest?.includes('encryption-data')) throw encryptedDocument();
  // A few lines of entities unpack to gigabytes in whoever reads them; no office program writes any.
  if ([...parts.values()].some((head) => head.includes('<!ENTITY'))) throw tooComplexDocument();
  const openXml = OPEN_XML.find(([type]) => types !== undefined && type.test(types))?.[1];
  const format = OPEN_DOCUMENT[mimetype?.trim() ?? ''] ?? openXml;
  if (format === undefined) throw unsupportedDocument();
  return format;
}

/** Names of streams in the directory of a compound file, in UTF-16 ([MS-CFB] § 2.6.1). */
const COMPOUND_STREAMS: readonly (readonly [string, ConvertedFormat | 'encrypted'])[] = [
  ['EncryptedPackage', 'encrypted'],
  ['WordDocument', 'doc'],
  ['PowerPoint Document', 'ppt'],
  ['Workbook', 'xls'],
  ['Book', 'xls'],
];

function formatOfCompound(bytes: Uint8Array): ConvertedFormat {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  const has = (name: string) => file.includes(Buffer.from(`${name}\0`, 'utf16le'));
  const found = COMPOUND_STREAMS.find(([name]) => has(name))?.[1];
  if (found === 'encrypted') throw encryptedDocument();
  if (found === undefined) throw unsupportedDocument();
  return found;
}
