import { damaged } from '../../pdf/damaged.js';

/** An object's dictionary is shorter than this; further away stands something else. */
const MAX_DICTIONARY_BYTES = 4096;
const MAX_ENTRIES = 1_000_000;
const MAX_FIELD_BYTES = 8;

/**
 * pdf-lib counts through every cross-reference stream it meets, as far as its dictionary says, before it looks whether there
 * is that much: 700 bytes could take minutes and gigabytes. Throws `pdf-damaged`.
 */
export function refuseImpossibleTables(bytes: Uint8Array): void {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('latin1');
  for (let at = text.indexOf('/XRef'); at >= 0; at = text.indexOf('/XRef', at + 1)) {
    const around = text.slice(Math.max(0, at - MAX_DICTIONARY_BYTES), at + MAX_DICTIONARY_BYTES);
    const own = Math.min(at, MAX_DICTIONARY_BYTES);
    const end = around.indexOf('stream', own);
    const dictionary = around.slice(
      Math.max(0, around.lastIndexOf('obj', own)),
      end < 0 ? around.length : end,
    );
    if (!isPossible(dictionary)) throw damaged('its table of contents says something impossible');
  }
}

function isPossible(dictionary: string): boolean {
  const sections = numbersAfter(dictionary, /\/Index\s*\[([^\]]*)/g).filter((_, index) => index % 2 === 1);
  const entries = [...sections, ...numbersAfter(dictionary, /\/Size\s+([\d.+]+)/g)];
  const widths = numbersAfter(dictionary, /\/W\s*\[([^\]]*)/g);
  return entries.every((count) => count <= MAX_ENTRIES) && widths.every((width) => width <= MAX_FIELD_BYTES);
}

function numbersAfter(dictionary: string, key: RegExp): number[] {
  return [...dictionary.matchAll(key)].flatMap(([, list = '']) => list.match(/[\d.]+/g) ?? []).map(Number);
}
