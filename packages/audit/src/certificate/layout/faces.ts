import fontkit from '@cantoo/fontkit';
import type { PDFDocument, PDFFont } from 'pdf-lib';
import { AuditError } from '../../errors.js';

/** TrueType files the pages are set in. Only the glyphs used are embedded. */
export type CertificateFonts = {
  readonly sans: Uint8Array;
  readonly sansBold: Uint8Array;
  readonly serif: Uint8Array;
  readonly mono: Uint8Array;
};

export type FaceName = keyof CertificateFonts;

/** One embedded face, and what it can draw. */
export class Face {
  private readonly drawableCodePoints: ReadonlySet<number>;
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

  widthOf(text: string, sizePt: number): number {
    return this.font.widthOfTextAtSize(text, sizePt);
  }

  private show(character: string, next: string | undefined): string {
    const codePoint = character.codePointAt(0) ?? 0;
    const invisible = character !== ' ' && /[\p{C}\p{Z}\p{Default_Ignorable_Code_Point}]/u.test(character);
    const looksEscaped = character === '\\' && next === 'u';
    if (!invisible && !looksEscaped && this.drawableCodePoints.has(codePoint)) return character;
    this.escaped = true;
    return `\\u{${codePoint.toString(16).toUpperCase()}}`;
  }
}

export type Faces = Readonly<Record<FaceName, Face>>;

/** @throws AuditError `font-unusable`, naming the face */
export async function embedFaces(document: PDFDocument, fonts: CertificateFonts): Promise<Faces> {
  document.registerFontkit(fontkit);
  return {
    sans: await embedFace(document, fonts, 'sans'),
    sansBold: await embedFace(document, fonts, 'sansBold'),
    serif: await embedFace(document, fonts, 'serif'),
    mono: await embedFace(document, fonts, 'mono'),
  };
}

async function embedFace(document: PDFDocument, fonts: CertificateFonts, name: FaceName): Promise<Face> {
  // Code ligatures would draw "--" and "->" as one stroke in the commands people copy; figures line up in the tables.
  const features = name === 'mono' ? { liga: false, calt: false, clig: false } : { tnum: name !== 'serif' };
  try {
    // A name of our own: pdf-lib would add a suffix.
    const customName = `Sealwright-${name}`;
    return new Face(await document.embedFont(fonts[name], { subset: true, customName, features }));
  } catch (cause) {
    throw new AuditError('font-unusable', `The ${name} font for the certificate cannot be read.`, { cause });
  }
}
