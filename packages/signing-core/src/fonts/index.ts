import { readFileSync } from 'node:fs';
import type { FontSet } from './font-set.js';

/** The faces the audit certificate is set in; the shape `@sealwright/audit/certificate` asks for. */
export interface CertificateFonts {
  readonly sans: Uint8Array;
  readonly sansBold: Uint8Array;
  readonly serif: Uint8Array;
  readonly mono: Uint8Array;
}

const loaded = new Map<string, Uint8Array>();

/** Read once per process: the bytes double as the key of the parsed-font cache. */
function readFace(fileName: string): Uint8Array {
  const known = loaded.get(fileName);
  if (known) return known;
  const bytes = readFileSync(new URL(`../../fonts/${fileName}`, import.meta.url));
  loaded.set(fileName, bytes);
  return bytes;
}

/**
 * The faces field values are drawn in, shipped with the package (SIL Open Font License, `fonts/OFL-*.txt`).
 * Each list is a fallback chain: Latin, Greek, Cyrillic and Vietnamese are covered; `findUndrawable` names
 * what is not.
 */
export function loadFonts(): FontSet {
  const sans = readFace('Inter-Regular.ttf');
  return {
    sans: [sans],
    signature: [readFace('Caveat-SemiBold.ttf'), readFace('Mynerve-Regular.ttf'), sans],
  };
}

export function loadCertificateFonts(): CertificateFonts {
  return {
    sans: readFace('Inter-Regular.ttf'),
    sansBold: readFace('Inter-SemiBold.ttf'),
    serif: readFace('SourceSerif4-SemiBold.ttf'),
    mono: readFace('JetBrainsMono-Regular.ttf'),
  };
}
