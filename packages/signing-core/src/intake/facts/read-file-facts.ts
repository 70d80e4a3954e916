import { isName, type PdfDict, PdfName } from '../../pdf/objects.js';
import type { PdfReader } from '../../pdf/pdf-reader.js';
import { HEADER_WINDOW_BYTES } from '../file-type.js';
import type { EncryptionFact, PdfFacts } from './pdf-facts.js';

const HEADER = /%PDF-(\d[.]\d)/;

/**
 * What can be told without reading the document.
 *
 * @param cut the upload without junk; the same array when there is none.
 * @param opened the file as its own table of contents has it; null when that cannot be followed.
 */
export function readFileFacts(upload: Uint8Array, cut: Uint8Array, opened: PdfReader | null): PdfFacts {
  const head = Buffer.from(upload.subarray(0, HEADER_WINDOW_BYTES)).toString('latin1');
  const junkBytesBefore = cut === upload ? 0 : Math.max(0, head.indexOf('%PDF-'));
  return {
    version: laterOf(HEADER.exec(head)?.[1] ?? null, opened && versionInCatalog(opened)),
    junkBytesBefore,
    junkBytesAfter: Math.max(0, upload.length - cut.length - junkBytesBefore),
    revisionCount: opened?.crossReference.sections.length ?? null,
    encryption: opened && readEncryption(opened),
    isSigned: null,
    document: null,
  };
}

function versionInCatalog(reader: PdfReader): string | null {
  try {
    const version = reader.resolve(reader.catalog.get('Version'));
    return version instanceof PdfName && /^\d[.]\d$/.test(version.value) ? version.value : null;
  } catch {
    return null;
  }
}

const laterOf = (header: string | null, catalog: string | null): string | null =>
  header === null || (catalog !== null && catalog > header) ? catalog : header;

/** As the file says it; whether a password is needed only trying can tell. */
function readEncryption(reader: PdfReader): EncryptionFact | null {
  const encryption = reader.dictAt(reader.trailer, 'Encrypt');
  if (!encryption) return null;
  const isForPasswords = isName(reader.resolve(encryption.get('Filter')), 'Standard');
  return { kind: isForPasswords ? 'password' : 'certificate', cipher: cipherOf(reader, encryption) };
}

/** ISO 32000-2 § 7.6.2 and 7.6.5: the version says it, or the filter the streams go through. */
function cipherOf(reader: PdfReader, encryption: PdfDict): string | null {
  const version = reader.numberAt(encryption, 'V');
  if (version === 1) return 'RC4-40';
  if (version === 2) return `RC4-${reader.numberAt(encryption, 'Length') ?? 40}`;
  const filters = reader.dictAt(encryption, 'CF');
  const used = reader.resolve(encryption.get('StmF'));
  const filter = filters && used instanceof PdfName ? reader.dictAt(filters, used.value) : null;
  const method = filter && reader.resolve(filter.get('CFM'));
  const known = method instanceof PdfName ? method.value : '';
  return CIPHERS.get(known) ?? null;
}

const CIPHERS: ReadonlyMap<string, string> = new Map([
  ['V2', 'RC4-128'],
  ['AESV2', 'AES-128'],
  ['AESV3', 'AES-256'],
  ['AESV4', 'AES-256-GCM'],
]);
