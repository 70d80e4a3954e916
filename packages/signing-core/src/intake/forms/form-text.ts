import { decodeStream } from '../../pdf/decode-stream.js';
import type { PdfObject } from '../../pdf/objects.js';
import { PdfStream, PdfString, readTextString } from '../../pdf/objects.js';
import type { PdfReader } from '../../pdf/pdf-reader.js';

/** Longer than anybody types into a field; what is longer is cut. */
const MAX_VALUE_CHARACTERS = 20_000;
const MAX_VALUE_BYTES = 1024 * 1024;

/** PDFDocEncoding where it is not Latin-1 (ISO 32000-2 annex D.3). */
const DOC_ENCODING: ReadonlyMap<number, string> = new Map([
  ...[...'˘ˇˆ˙˝˛˚˜'].map((character, index) => [0x18 + index, character] as const),
  ...[...'•†‡…—–ƒ⁄‹›−‰„“”‘’‚™ﬁﬂŁŒŠŸŽıłœšž'].map((character, index) => [0x80 + index, character] as const),
  [0xa0, '€'],
]);

/**
 * A text of the form as people read it: a string or a stream of it (ISO 32000-2 § 7.9.2.2), line ends as `\n`, without
 * control characters. Null when there is none; never longer than 20,000 characters.
 */
export function readFormText(reader: PdfReader, value: PdfObject): string | null {
  const text = value instanceof PdfStream ? streamText(reader, value) : stringText(value);
  if (text === null) return null;
  return text
    .slice(0, MAX_VALUE_CHARACTERS)
    .toWellFormed()
    .replace(/\r\n?/g, '\n')
    .replace(/\t/g, ' ')
    .replace(/[^\P{Cc}\n]/gu, '');
}

/** For names and labels: one line, at most `maxCharacters`, no character that turns or hides its neighbours. */
export function onOneShortLine(text: string, maxCharacters = 200): string {
  const plain = text
    .replace(/\p{Cf}/gu, '')
    .replace(/\s+/g, ' ')
    .trim();
  return plain.length > maxCharacters ? `${plain.slice(0, maxCharacters - 1).toWellFormed()}…` : plain;
}

function stringText(value: PdfObject): string | null {
  if (!(value instanceof PdfString)) return null;
  const [first, second, third] = value.bytes;
  if (first === 0xff && second === 0xfe) return new TextDecoder('utf-16le').decode(value.bytes.subarray(2));
  const isUnicode =
    (first === 0xfe && second === 0xff) || (first === 0xef && second === 0xbb && third === 0xbf);
  const text = readTextString(value);
  if (isUnicode) return text;
  return Array.from(text, (character) => DOC_ENCODING.get(character.charCodeAt(0)) ?? character).join('');
}

function streamText(reader: PdfReader, value: PdfStream): string | null {
  const data = decodeStream(value, reader.resolve, MAX_VALUE_BYTES);
  return data && stringText(new PdfString(data, false));
}
