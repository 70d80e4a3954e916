import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { hasTool, startTool } from '../external-tool.js';
import { readPdfsig } from '../judges/pdf-tools.js';

/** A program that reads a file's objects or signatures. */
export interface StructureJudge {
  readonly title: string;
  /** How many more valid signatures it has to find once a file is sealed. */
  readonly added: 0 | 1;
  (pdf: Uint8Array): Promise<StructureJudgement>;
}

export interface StructureJudgement {
  /** Without offsets and numbers of objects, each once. */
  readonly complaints: readonly string[];
  readonly validSignatures: number;
}

/** qpdf and pdfsig, where they are installed. Says loudly which is not. */
export function installedJudges(): StructureJudge[] {
  return [...(hasTool('qpdf') ? [qpdf] : []), ...(hasTool('pdfsig') ? [pdfsig] : [])];
}

const qpdf: StructureJudge = Object.assign(
  async (pdf: Uint8Array) => {
    const { exitCode, stdout, stderr } = await runOn(pdf, 'qpdf', ['--check']);
    const lines =
      exitCode === 0 ? [] : `${stdout.toString('latin1')}${stderr}`.split('\n').filter(isComplaint);
    return { complaints: [...new Set(lines.map(withoutPlaces))], validSignatures: 0 };
  },
  { title: 'qpdf', added: 0 as const },
);

const pdfsig: StructureJudge = Object.assign(
  async (pdf: Uint8Array) => {
    const { stdout } = await runOn(pdf, 'pdfsig', ['-nocert']);
    const { valid, complaints } = readPdfsig(stdout.toString('utf8'));
    return { complaints: complaints.map((block) => `pdfsig: ${verdictIn(block)}`), validSignatures: valid };
  },
  { title: 'pdfsig', added: 1 as const },
);

async function runOn(pdf: Uint8Array, program: string, args: readonly string[]) {
  const dir = await mkdtemp(join(tmpdir(), 'sealwright-judge-'));
  try {
    const path = join(dir, 'file.pdf');
    await writeFile(path, pdf);
    return await startTool(program, [...args, path], { timeoutMs: 120_000 });
  } finally {
    await rm(dir, { recursive: true, force: true });
  }
}

/** What qpdf says of every file, however sound. */
const FACTS =
  /^(checking |PDF Version|File is (not )?(encrypted|linearized)|No syntax or stream|qpdf: operation succ)/;
const isComplaint = (line: string): boolean =>
  line.trim() !== '' &&
  !FACTS.test(line) &&
  !/^(R|P|User password|Supplied password|extract|print|modify|stream|string|file)\b.*[=:]/.test(line);

const withoutPlaces = (line: string): string =>
  `qpdf: ${line
    .replace(/\S*file\.pdf\s*/g, '')
    .replace(/(stream \d+ \d+, )+/g, '')
    .replace(/\d+/g, 'n')
    .slice(0, 200)}`;

const verdictIn = (block: string): string =>
  /Signature Validation: .*/.exec(block)?.[0] ?? block.split('\n').at(-1) ?? '';
