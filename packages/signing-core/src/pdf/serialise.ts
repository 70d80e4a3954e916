import { latin1, toHex } from '../runtime/bytes.js';
import { PdfDict, PdfName, PdfRef, PdfString, type PdfValue } from './objects.js';

/**
 * The bytes of a value, as Latin-1 text (one character per byte). Names and strings come out escaped, so that
 * nothing read from a hostile file or typed by a person can end its own token.
 */
export function serialise(value: PdfValue): string {
  if (value === null) return 'null';
  if (typeof value === 'boolean') return String(value);
  if (typeof value === 'number') return serialiseExactly(value);
  if (value instanceof PdfName) return serialiseName(value.value);
  if (value instanceof PdfRef) return `${value.objectNumber} ${value.generation} R`;
  if (value instanceof PdfString) return serialiseString(value);
  if (value instanceof PdfDict) return serialiseDict(value);
  return `[${value.map(serialise).join(' ')}]`;
}

/**
 * The shortest decimal that reads back as the same number. A page that is written again must not differ from the
 * signed one in the last place of a box; PDF has no exponents.
 */
function serialiseExactly(value: number): string {
  const text = String(value);
  if (!text.includes('e')) return text;
  return Number.isInteger(value) ? BigInt(value).toString() : value.toFixed(20).replace(/\.?0+$/, '');
}

/** Plain decimal, at most five places: enough for anything drawn, and short. */
export function serialiseNumber(value: number): string {
  if (Number.isInteger(value)) return value.toFixed(0);
  return value
    .toFixed(5)
    .replace(/\.?0+$/, '')
    .replace(/^-0$/, '0');
}

function serialiseName(value: string): string {
  const escaped = value.replace(
    /[^!"$&'*+,\-.0-9:;=?@A-Z\\^_`a-z|~]/g,
    (character) => `#${(character.charCodeAt(0) & 0xff).toString(16).padStart(2, '0')}`,
  );
  return `/${escaped}`;
}

function serialiseString(value: PdfString): string {
  if (value.isHex) return `<${toHex(value.bytes)}>`;
  const text = latin1(value.bytes);
  return `(${text
    .replace(/[\\()]/g, '\\$&')
    .replace(/\r/g, '\\r')
    .replace(/\n/g, '\\n')})`;
}

function serialiseDict(value: PdfDict): string {
  const entries = [...value].map(([key, item]) => `${serialiseName(key)} ${serialise(item)}`);
  return `<<${entries.join(' ')}>>`;
}
