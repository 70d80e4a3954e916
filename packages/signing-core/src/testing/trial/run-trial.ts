import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import { TrialLane, type TrialPrograms } from './trial-lane.js';
import { type TrialAnswer, type TrialTools, tryFile } from './try-file.js';

export interface TrialFile {
  readonly path: string;
  /** The verdict it has to get; null when nobody said. */
  readonly expected: string | null;
}

export interface JudgedFile extends TrialAnswer {
  readonly path: string;
  readonly tookMs: number;
  /** False where no child could be had, or a program is not there any more: that says nothing about the file. */
  readonly isJudged: boolean;
}

export interface TrialOptions extends TrialPrograms {
  /** Files judged at the same time. */
  readonly parallel: number;
  /** Gets a line of JSON for each judged file; those it has an answer for are not judged again. Null keeps none. */
  readonly answersPath: string | null;
  /** Told of each file as it is done. */
  readonly report: (file: JudgedFile, done: number) => void;
}

/** {@link tryFile} for each of the files. Answers in the order in which they were done. */
export async function runTrial(files: readonly TrialFile[], options: TrialOptions): Promise<JudgedFile[]> {
  const judged = readAnswers(options.answersPath, files);
  const known = new Set(judged.map(({ path }) => path));
  const pending = files.filter(({ path }) => !known.has(path)).values();
  const work = async (): Promise<void> => {
    const lane = new TrialLane(options);
    try {
      for (const file of pending) {
        const answer = await judge(file, lane.startTools());
        judged.push(answer);
        if (options.answersPath && answer.isJudged)
          appendFileSync(options.answersPath, `${JSON.stringify(answer)}\n`);
        options.report(answer, judged.length);
      }
    } finally {
      lane.close();
    }
  };
  await Promise.all(Array.from({ length: options.parallel }, work));
  return judged;
}

async function judge({ path, expected }: TrialFile, tools: TrialTools): Promise<JudgedFile> {
  const startMs = performance.now();
  const took = () => Math.round(performance.now() - startMs);
  try {
    const answer = await tryFile(new Uint8Array(readFileSync(path)), tools);
    const { verdict, code } = answer;
    const isAsExpected = expected === null || expected === verdict;
    const surprise = isAsExpected ? [] : [`expected ${expected}, got ${verdict} ${code ?? ''}`.trim()];
    const findings = [...surprise, ...answer.findings];
    return { path, ...answer, findings, tookMs: took(), isJudged: true };
  } catch (error) {
    const findings = [`not judged: ${error instanceof Error ? error.message : String(error)}`];
    return { path, verdict: 'reject', code: null, findings, notes: [], tookMs: took(), isJudged: false };
  }
}

/** Of the files that are asked about; what an interrupted run left half written is judged again. */
function readAnswers(answersPath: string | null, files: readonly TrialFile[]): JudgedFile[] {
  if (answersPath === null || !existsSync(answersPath)) return [];
  const asked = new Set(files.map(({ path }) => path));
  const lines = readFileSync(answersPath, 'utf8').split('\n');
  return lines.flatMap((line) => {
    try {
      const answer = JSON.parse(line) as JudgedFile;
      return asked.has(answer.path) ? [answer] : [];
    } catch {
      return [];
    }
  });
}
