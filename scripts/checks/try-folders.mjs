import { existsSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { REPOSITORY } from '../toolchain/paths.mjs';

/** 120 real and hostile files beside the repository; not part of it. */
const CORPUS = join(REPOSITORY, '..', 'shared', 'corpus');
const PROGRESS_EVERY = 20;

/**
 * Every PDF of the given folders, or of the corpus, through intake, filling in and sealing. Needs the built packages.
 *
 * @param {string[]} folders
 * @param {{ parallel: string, pages: string, answers?: string }} options
 * @returns {Promise<import('./test-counts.mjs').Counts>} a file counts once, whatever was found in it
 */
export async function tryFolders(folders, { parallel, pages, answers }) {
  const wanted = folders.length > 0 ? folders.map((folder) => resolve(folder)) : corpusIfThere();
  const trial = await import('../../packages/signing-core/dist/testing/trial/index.js');
  const files = wanted.flatMap((folder) => trial.listFiles(folder));
  const judged = await trial.runTrial(files, {
    ...{ parallel: Number(parallel), mostPages: Number(pages), answersPath: answers ?? null },
    ...{ viewers: trial.installedViewers(), judges: trial.installedJudges() },
    report: (file, done) => tell(file, done, files.length),
  });
  const accepted = judged.filter(({ verdict }) => verdict !== 'reject');
  console.log(`${accepted.length} of ${judged.length} files were accepted, filled in and sealed.`);
  const failed = judged.filter(({ findings }) => findings.length > 0);
  return {
    passed: judged.length - failed.length,
    failed: failed.length,
    failures: failed.map(({ path, findings }) => `${basename(path)}: ${findings[0]}`),
  };
}

function corpusIfThere() {
  if (existsSync(CORPUS)) return [CORPUS];
  console.warn('SKIPPED: no ../shared/corpus beside the repository, its files are not sealed');
  return [];
}

function tell({ path, findings }, done, count) {
  for (const finding of findings) console.log(`${basename(path)}: ${finding}`);
  if (done % PROGRESS_EVERY === 0 || done === count) console.log(`${done} of ${count} files`);
}
