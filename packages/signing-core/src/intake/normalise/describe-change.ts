import type { IntakeReason, IntakeWarningCode } from '../report.js';

const SENTENCES: Readonly<Partial<Record<IntakeWarningCode, string>>> = {
  'pdf-junk-removed':
    'Bytes before or after the PDF, which some programs read as another file, were cut off.',
  'pdf-permissions-removed':
    'The protection against changes was taken off, so that the document can be signed.',
  'pdf-repaired': 'The file was damaged and has been repaired. Check that every page looks as it should.',
  'pdf-pages-missing':
    'This PDF lists a page that is not in the file. It was left out: check that the document is complete.',
  'pdf-active-content':
    'Scripts, automatic actions or media were taken out of the file. What people see on the pages is the same.',
  'pdf-links-removed': 'Links that open something other than one web page or mail were taken out.',
  'pdf-xfa-layer': 'A second form layer for Adobe software was taken out; the plain form stays.',
  'pdf-hidden-layers': 'Layers that differ between screen and print were made one: what the screen shows.',
  'pdf-crop-box-ignored':
    'A page asks to be cropped to a part it does not have; the whole page is shown instead.',
  'pdf-usage-rights-removed': 'A mark that unlocked functions of Adobe software was taken out.',
};

/** What was changed, in plain words for the sender. */
export function describeChange(code: IntakeWarningCode): IntakeReason {
  return { code, sentence: SENTENCES[code] ?? 'The file was changed so that it can be signed.' };
}
