import { describe, expect, it } from 'vitest';
import { loadFonts } from '../fonts/index.js';
import { rehearseSeal } from '../intake/rehearsal/rehearse-seal.js';
import { sampleMarks } from '../intake/rehearsal/sample-marks.js';
import { takeIn } from '../intake/take-in.js';
import { PdfReader } from '../pdf/pdf-reader.js';
import { compareViews } from '../testing/compare-views.js';
import { corpusFiles, hasCorpus, readCorpusFile } from '../testing/corpus.js';
import { findActiveContent } from '../testing/find-active-content.js';
import { intakeTools } from '../testing/intake-tools.js';
import { installedViewers } from '../testing/viewers.js';

/** Starting two programs for each page takes its time. */
const MOST_PAGES = 3;
const fonts = loadFonts();

describe.skipIf(!hasCorpus())('the corpus, filled in with every kind of field and sealed', () => {
  const viewers = installedViewers();
  const taken = corpusFiles().filter(({ expected }) => expected !== 'reject');

  it.each(taken)(
    '$file is shown as before, outside of the fields',
    async ({ file }) => {
      const { report, frozen } = await takeIn(readCorpusFile(file), {}, intakeTools());
      if (!frozen) throw new Error(`Not accepted: ${report.code}`);
      const all = sampleMarks(new PdfReader(frozen));
      const pages = [...new Set(all.map(({ pageIndex }) => pageIndex))].slice(0, MOST_PAGES);
      const marks = all.filter(({ pageIndex }) => pages.includes(pageIndex));
      const sealed = await rehearseSeal(frozen, marks, fonts);
      const isSigned = report.reasons.some(({ code }) => code === 'pdf-already-signed');
      if (!isSigned) expect(findActiveContent(sealed)).toEqual([]);
      for (const viewer of viewers) expect(await compareViews(viewer, { frozen, sealed, marks })).toEqual([]);
    },
    120_000,
  );
});
