import { existsSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { REPOSITORY } from '../toolchain/paths.mjs';

/** 120 real and hostile files beside the repository; not part of it. */
const CORPUS = join(REPOSITORY, '..', 'shared', 'corpus');
const PROGRESS_EVERY = 20;

/**
 * Given PDFs and the PDFs of given folders, or those of the corpus, through intake, filling in and sealing. Needs the built
 * packages.
 *
 * @param {string[]} paths
 * @param {{ parallel: number, mostPages: number, answersPath: string | null }} options
 * @returns {Promise<import('./test-counts.mjs').Counts | string>} a file counts once, whatever was found in it; a sentence
 *   when there is nothing to try
 */
export async function tryFiles(paths, options) {
  const wanted = paths.length > 0 ? paths.map(asCalled) : corpusIfThere();
  const missing = wanted.filter((path) => !existsSync(path));
  if (missing.length > 0) return `There is no ${missing.join(' and no ')}.`;
  const trial = await import('../../packages/signing-core/dist/testing/trial/index.js');
  const files = wanted.flatMap((path) => trial.listFiles(path));
  if (files.length === 0 && paths.length > 0) return `There is no PDF in ${wanted.join(' or ')}.`;
  const judged = await trial.runTrial(files, {
    ...options,
    ...{ viewers: trial.installedViewers(), judges: trial.installedJudges() },
    report: (file, done) => tell(file, done, files.length),
  });
  return countsOf(judged);
}

function countsOf(judged) {
  const accepted = judged.filter(({ verdict }) => verdict !== 'reject').length;
  const failed = judged.filter(({ findings }) => findings.length > 0);
  const notJudged = judged.filter(({ isJudged }) => isJudged === false).length;
  const refused = judged.length - accepted - notJudged;
  console.log(
    `${judged.length} files: ${accepted} accepted, filled in and sealed; ${refused} refused; ${notJudged} not judged`,
  );
  return {
    passed: judged.length - failed.length,
    failed: failed.length,
    failures: failed.map(({ path, findings }) => ({
      title: basename(path),
      message: findings[0],
      details: [path, ...findings].join('\n'),
    })),
  };
}

/** npm runs every script in the repository; a path is meant from where it was called. */
const asCalled = (path) => resolve(process.env.INIT_CWD ?? '.', path);

function corpusIfThere() {
  if (existsSync(CORPUS)) return [CORPUS];
  console.warn('SKIPPED: no ../shared/corpus beside the repository, its files are not sealed');
  return [];
}

function tell({ path, findings }, done, count) {
  for (const finding of findings) console.log(`${basename(path)}: ${finding}`);
  if (done % PROGRESS_EVERY === 0 || done === count) console.log(`${done} of ${count} files`);
}
