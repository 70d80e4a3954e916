import { pathToFileURL } from 'node:url';
import { type ConvertedFormat } from '../intake/source-format.js';
import { findProgram } from './find-program.js';

/** The programs of this machine that turn other formats into something of ours; null where one is not installed. */
export interface OfficePrograms {
  /** LibreOffice. */
  readonly soffice: string | null;
  /** libheif's converter, of libheif-examples or libheif-tools. */
  readonly heifConvert: string | null;
}

export function findOfficePrograms(searchPath: string): OfficePrograms {
  return {
    soffice: findProgram('soffice', searchPath),
    heifConvert: findProgram('heif-convert', searchPath) ?? findProgram('heif-dec', searchPath),
  };
}

/** A call of one of them: what it reads, what it is to write, both names within its folder. */
export interface ProgramCall {
  readonly program: string;
  readonly args: readonly string[];
  readonly input: string;
  /** The first of them that is there. */
  readonly outputs: readonly string[];
}

type Application = 'writer' | 'calc' | 'impress';

/** LibreOffice's own names. Without the reading one it guesses, and prints what is no office file at all as plain text. */
const FILTERS: Readonly<
  Record<Exclude<ConvertedFormat, 'heic'>, { readonly reads: string; readonly writes: Application }>
> = {
  docx: { reads: 'MS Word 2007 XML', writes: 'writer' },
  doc: { reads: 'MS Word 97', writes: 'writer' },
  odt: { reads: 'writer8', writes: 'writer' },
  rtf: { reads: 'Rich Text Format', writes: 'writer' },
  xlsx: { reads: 'Calc MS Excel 2007 XML', writes: 'calc' },
  xls: { reads: 'MS Excel 97', writes: 'calc' },
  ods: { reads: 'calc8', writes: 'calc' },
  pptx: { reads: 'Impress MS PowerPoint 2007 XML', writes: 'impress' },
  ppt: { reads: 'MS PowerPoint 97', writes: 'impress' },
  odp: { reads: 'impress8', writes: 'impress' },
};

/** Tags for screen readers and bookmarks go along, comments do not; form controls become fields of the PDF. */
const EXPORT = {
  UseTaggedPDF: { type: 'boolean', value: 'true' },
  ExportBookmarks: { type: 'boolean', value: 'true' },
  ExportFormFields: { type: 'boolean', value: 'true' },
  ExportNotes: { type: 'boolean', value: 'false' },
  ExportNotesInMargin: { type: 'boolean', value: 'false' },
  SelectPdfVersion: { type: 'long', value: '17' },
};

/** Null when the program that could do it is not installed. */
export function callFor(
  format: ConvertedFormat,
  programs: OfficePrograms,
  folder: string,
): ProgramCall | null {
  if (format === 'heic') return heifCall(programs.heifConvert);
  if (programs.soffice === null) return null;
  const { reads, writes } = FILTERS[format];
  const filters = [
    `--infilter=${reads}`,
    '--convert-to',
    `pdf:${writes}_pdf_Export:${JSON.stringify(EXPORT)}`,
  ];
  const quiet = [
    '--headless',
    '--norestore',
    '--nologo',
    '--nodefault',
    '--nolockcheck',
    '--nofirststartwizard',
  ];
  const profile = `-env:UserInstallation=${pathToFileURL(`${folder}/profile`).href}`;
  const input = `document.${format}`;
  return {
    program: programs.soffice,
    args: [profile, ...quiet, ...filters, '--outdir', `${folder}/out`, `${folder}/${input}`],
    input,
    outputs: ['out/document.pdf'],
  };
}

/** A JPEG, turned upright as the photo says, which then goes the way of every picture. */
function heifCall(program: string | null): ProgramCall | null {
  if (program === null) return null;
  return {
    program,
    args: ['-q', '92', 'photo.heic', 'out/photo.jpg'],
    input: 'photo.heic',
    // Of several pictures in one file they are numbered.
    outputs: ['out/photo.jpg', 'out/photo-1.jpg'],
  };
}
