import fontkit from '@cantoo/fontkit';
import { type PDFDocument, type PDFFont, PDFHexString } from 'pdf-lib';
import { AuditError } from '../../errors.js';

/** TrueType files the pages are set in. Only the glyphs used are embedded. */
export type CertificateFonts = {
  readonly sans: Uint8Array;
  readonly sansBold: Uint8Array;
  readonly serif: Uint8Array;
  readonly mono: Uint8Array;
  /** Typed signatures, as on the documents. */
  readonly signature: Uint8Array;
};

/**
 * One glyph per character: a code ligature would draw "--" in a command as one stroke, and shaping by context costs more
 * time than all the rest of a certificate.
 */
const PLAIN_SETTING = { liga: false, clig: false, calt: false, kern: false };

type Fontkit = Parameters<PDFDocument['registerFontkit']>[0];
type Parsed = ReturnType<Fontkit['create']>;
const parsedFonts = new WeakMap<Uint8Array, Parsed>();

/** Fonts are read once for each byte array: a sealer makes certificates by the thousand. */
const rememberingFontkit: Fontkit = {
  create(bytes: Uint8Array): Parsed {
    const parsed = parsedFonts.get(bytes) ?? fontkit.create(bytes);
    parsedFonts.set(bytes, parsed);
    return parsed;
  },
};

export type FaceName = keyof CertificateFonts;

const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });

/** Controls, line ends and odd spaces. */
const UNSEEN = /^[\p{Cc}\p{Z}]+$/u;

/** Writes the named graphemes, what nobody would see, and a backslash that reads like an escape, by their numbers. */
export function escapeCharacters(text: string, named: ReadonlySet<string>): string {
  const composed = text.normalize('NFC');
  return Array.from(graphemes.segment(composed), ({ segment, index }) => {
    const unseen = segment !== ' ' && UNSEEN.test(segment);
    const looksEscaped = composed.startsWith('\\u', index);
    return named.has(segment) || unseen || looksEscaped ? [...segment].map(escapeOf).join('') : segment;
  }).join('');
}

const escapeOf = (character: string): string =>
  `\\u{${(character.codePointAt(0) ?? 0).toString(16).toUpperCase()}}`;

const COMBINES = /\p{M}|\p{Join_Control}|[\u1100-\u11FF]/u;
const INVISIBLE = /[\p{C}\p{Z}\p{Default_Ignorable_Code_Point}]/u;

/** One embedded face, and what it can draw. */
export class Face {
  private readonly drawableCodePoints: ReadonlySet<number>;
  private readonly advances = new Map<string, number>();
  private readonly codes = new Map<string, string>();
  /** Whether `drawable` ever had to escape something. */
  escaped = false;

  constructor(readonly font: PDFFont) {
    this.drawableCodePoints = new Set(font.getCharacterSet());
  }

  /**
   * The text as this face can show it. What it lacks, and what nobody would see (controls, direction marks, odd spaces),
   * is written as `\u{4E2D}`; a backslash that would read like such an escape is escaped too, so the page is unambiguous.
   */
  drawable(text: string): string {
    const characters = [...text.normalize('NFC')];
    return characters.map((character, index) => this.show(character, characters[index + 1])).join('');
  }

  /** Whether the face has all of the text that can be seen. */
  covers(text: string): boolean {
    return [...text.normalize('NFC')].every(
      (character) => INVISIBLE.test(character) || this.drawableCodePoints.has(character.codePointAt(0) ?? 0),
    );
  }

  /** In points. Without ligatures and kerning a line is as wide as its characters, so each is measured once. */
  widthOf(text: string, sizePt: number): number {
    let width = 0;
    for (const character of text) width += this.advanceOf(character);
    return (width * sizePt) / 1000;
  }

  /** The text's codes, one for each character; whatever combines is shaped by the font. */
  encode(text: string): PDFHexString {
    if (COMBINES.test(text)) return this.font.encodeText(text);
    let codes = '';
    for (const character of text) codes += this.codeOf(character);
    return PDFHexString.of(codes);
  }

  private codeOf(character: string): string {
    const known = this.codes.get(character);
    if (known !== undefined) return known;
    const code = this.font.encodeText(character).asString();
    this.codes.set(character, code);
    return code;
  }

  private advanceOf(character: string): number {
    const known = this.advances.get(character);
    if (known !== undefined) return known;
    const advance = this.font.widthOfTextAtSize(character, 1000);
    this.advances.set(character, advance);
    return advance;
  }

  private show(character: string, next: string | undefined): string {
    const codePoint = character.codePointAt(0) ?? 0;
    const invisible = character !== ' ' && INVISIBLE.test(character);
    const looksEscaped = character === '\\' && next === 'u';
    if (!invisible && !looksEscaped && this.drawableCodePoints.has(codePoint)) return character;
    this.escaped = true;
    return escapeOf(character);
  }
}

export type Faces = Readonly<Record<FaceName, Face>>;

/** @throws AuditError `font-unusable`, naming the face */
export async function embedFaces(document: PDFDocument, fonts: CertificateFonts): Promise<Faces> {
  document.registerFontkit(rememberingFontkit);
  return {
    sans: await embedFace(document, fonts, 'sans'),
    sansBold: await embedFace(document, fonts, 'sansBold'),
    serif: await embedFace(document, fonts, 'serif'),
    mono: await embedFace(document, fonts, 'mono'),
    signature: await embedFace(document, fonts, 'signature'),
  };
}

async function embedFace(document: PDFDocument, fonts: CertificateFonts, name: FaceName): Promise<Face> {
  try {
    // A name of our own: pdf-lib would add a suffix.
    const customName = `Sealwright-${name}`;
    return new Face(
      await document.embedFont(fonts[name], { subset: true, customName, features: PLAIN_SETTING }),
    );
  } catch (cause) {
    throw new AuditError('font-unusable', `The ${name} font for the certificate cannot be read.`, { cause });
  }
}
