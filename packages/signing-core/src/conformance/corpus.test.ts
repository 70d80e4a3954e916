import { describe, expect, it } from 'vitest';
import { loadFonts } from '../fonts/index.js';
import { rehearse } from '../intake/rehearsal/rehearse.js';
import { takeIn } from '../intake/take-in.js';
import { corpusFiles, hasCorpus, readCorpusFile } from '../testing/corpus.js';

describe.skipIf(!hasCorpus())('the corpus', () => {
  it.each(corpusFiles().map(({ file, expected }) => [file, expected] as const))(
    '%s: %s',
    async (file, expected) => {
      const upload = readCorpusFile(file);
      const { report, frozen } = await takeIn(upload, { calledPdf: true });
      expect(report.verdict).toBe(expected);
      if (!frozen) return;
      // Taken in again, what was frozen needs nothing more.
      expect((await takeIn(frozen)).frozen).toBe(frozen);
      await rehearse(frozen, loadFonts());
    },
    20_000,
  );
});
