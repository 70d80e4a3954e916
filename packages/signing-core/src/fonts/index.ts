import { readFileSync } from 'node:fs';
import { fallbackFonts } from './fallback-fonts.js';
import type { FontFile, FontSet } from './font-set.js';
import { subsetFont } from './subset-font.js';

/** The faces the audit certificate is set in; the shape `@sealwright/audit/certificate` asks for. */
export interface CertificateFonts {
  readonly sans: Uint8Array;
  readonly sansBold: Uint8Array;
  readonly serif: Uint8Array;
  readonly mono: Uint8Array;
  /** Typed signatures, as on the documents. */
  readonly signature: Uint8Array;
}

const loaded = new Map<string, Uint8Array>();

/** Read once per process: the bytes double as the key of the opened-font caches. */
function readFace(fileName: string): Uint8Array {
  const known = loaded.get(fileName);
  if (known) return known;
  const bytes = readFileSync(new URL(`../../fonts/${fileName}`, import.meta.url));
  loaded.set(fileName, bytes);
  return bytes;
}

const bundled = (fileName: string, rest: Partial<FontFile> = {}): FontFile => ({
  name: fileName,
  read: () => readFace(fileName),
  ...rest,
});

/** Inter's ligatures turn "->" into an arrow and "10x10" into a product: a page shows what was typed. */
const PLAIN = { withoutFeatures: ['calt', 'liga', 'clig'] };
const characters = (first: number, last: number): string =>
  String.fromCharCode(...Array.from({ length: last - first + 1 }, (_, index) => first + index));
/** What forms are mostly filled in with, 7 kB, and with the letters of Western Europe 12 kB; an exact subset has 4 to 6. */
const usualCharacters = [characters(0x20, 0x7e), `${characters(0xa0, 0xff)}–—‘’“”€`];
const sans = bundled('Inter-Regular.ttf', { ...PLAIN, usualCharacters });
const fallbacks = fallbackFonts(bundled);
const fontSet: FontSet = {
  sans: [sans, ...fallbacks],
  signature: [bundled('Caveat-SemiBold.ttf'), bundled('Mynerve-Regular.ttf'), sans, ...fallbacks],
  subset: subsetFont,
};

/**
 * The fonts field values are drawn in, shipped with the package (SIL Open Font License, `fonts/OFL-*.txt`), as
 * fallback chains. A file is read when a text first needs it; `findUndrawable` names what none of them has.
 */
export function loadFonts(): FontSet {
  return fontSet;
}

const startingWith = (fileName: string): FontFile[] => [bundled(fileName, PLAIN), sans, ...fallbacks];
const certificateChains: Readonly<Record<keyof CertificateFonts, readonly FontFile[]>> = {
  sans: fontSet.sans,
  sansBold: startingWith('Inter-SemiBold.ttf'),
  serif: startingWith('SourceSerif4-SemiBold.ttf'),
  mono: startingWith('JetBrainsMono-Regular.ttf'),
  signature: fontSet.signature,
};

/** The faces of the certificate as fallback chains for `createTypesetter`, for names in any script. */
export function loadCertificateChains(): typeof certificateChains {
  return certificateChains;
}

export function loadCertificateFonts(): CertificateFonts {
  return {
    sans: readFace('Inter-Regular.ttf'),
    sansBold: readFace('Inter-SemiBold.ttf'),
    serif: readFace('SourceSerif4-SemiBold.ttf'),
    mono: readFace('JetBrainsMono-Regular.ttf'),
    signature: readFace('Caveat-SemiBold.ttf'),
  };
}
