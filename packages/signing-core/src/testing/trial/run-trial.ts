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
}

export interface TrialOptions extends TrialPrograms {
  /** Files judged at the same time. */
  readonly parallel: number;
  /** Gets a line of JSON for each file; files it has an answer for already are not judged again. Null keeps none. */
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
        if (options.answersPath) appendFileSync(options.answersPath, `${JSON.stringify(answer)}\n`);
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
  const answer = await tryFile(new Uint8Array(readFileSync(path)), tools).catch(notJudged);
  const { verdict, code } = answer;
  const isAsExpected = expected === null || expected === verdict;
  const surprise = isAsExpected ? [] : [`expected ${expected}, got ${verdict} ${code ?? ''}`.trim()];
  const tookMs = Math.round(performance.now() - startMs);
  return { path, ...answer, findings: [...surprise, ...answer.findings], tookMs };
}

/** No child could be had, or a program is not there any more. */
function notJudged(error: unknown): TrialAnswer {
  const why = error instanceof Error ? error.message : String(error);
  return { verdict: 'reject', code: null, findings: [`not judged: ${why}`], notes: [] };
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
