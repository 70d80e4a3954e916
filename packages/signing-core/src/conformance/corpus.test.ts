import { describe, expect, it } from 'vitest';
import { loadFonts } from '../fonts/index.js';
import { rehearse } from '../intake/rehearsal/rehearse.js';
import { takeIn } from '../intake/take-in.js';
import { corpusFiles, hasCorpus, readCorpusFile } from '../testing/corpus.js';
import { findActiveContent } from '../testing/find-active-content.js';

const fonts = loadFonts();

describe.skipIf(!hasCorpus())('the corpus', () => {
  it.each(corpusFiles().map(({ file, expected }) => [file, expected] as const))(
    '%s: %s',
    async (file, expected) => {
      const upload = readCorpusFile(file);
      const { report, frozen } = await takeIn(upload, { calledPdf: true });
      expect(report.verdict).toBe(expected);
      if (!frozen) return;
      // Nobody may write a signed file again: it is refused, or as harmless as it came.
      const isSigned = report.reasons.some(({ code }) => code === 'pdf-already-signed');
      if (!isSigned) expect(findActiveContent(frozen)).toEqual([]);
      // Taken in again, what was frozen needs nothing more.
      expect((await takeIn(frozen)).frozen).toBe(frozen);
      await rehearse(frozen, fonts);
    },
    20_000,
  );
});
