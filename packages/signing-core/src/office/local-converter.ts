import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { SigningError } from '../errors.js';
import { heicPicture } from '../intake/images/picture.js';
import { CONVERTED_FORMATS, type ConvertedFormat } from '../intake/source-format.js';
import { writeOfficeProfile } from './office-profile.js';
import { callFor, findOfficePrograms, type OfficePrograms, type ProgramCall } from './office-programs.js';
import { converterBusy, converterMissing, damagedDocument, slowDocument } from './office-refusals.js';
import { type RunningProgram, runProgram } from './run-program.js';
import { makeWorkFolder, removeWorkFolder, sweepWorkFolders } from './work-folders.js';

export interface LocalConverterOptions {
  /** Where programs are looked for, like the variable PATH. */
  readonly searchPath: string;
  /** Instead of those that are found. */
  readonly programs?: OfficePrograms;
  /** Documents converted at the same time. Default 2; each may take two gigabytes. */
  readonly parallel?: number;
  /** For one document. Default 60 s; an ordinary one takes two to five. */
  readonly wallMs?: number;
  /** Where the folders of the runs are made; by default the system's place for temporary files. */
  readonly folder?: string;
}

const DEFAULTS = { parallel: 2, wallMs: 60_000 };
/** Whoever comes later is told to come again instead of waiting for minutes. */
const MOST_WAITING = 16;

/** Turns office files into PDFs and HEIC photos into JPEGs with the programs of this machine, a process each. */
export class LocalConverter {
  readonly programs: OfficePrograms;
  private readonly folder: string;
  private readonly running = new Set<RunningProgram>();
  private readonly waiting: (() => void)[] = [];
  private freeSeats: number;

  constructor(private readonly options: LocalConverterOptions) {
    this.programs = options.programs ?? findOfficePrograms(options.searchPath);
    this.folder = options.folder ?? tmpdir();
    this.freeSeats = options.parallel ?? DEFAULTS.parallel;
    sweepWorkFolders(this.folder, Date.now());
  }

  /**
   * @throws SigningError `office-converter-missing`, `office-converter-unavailable` (too many wait), `office-timed-out`,
   * `office-damaged`.
   */
  async convert(format: ConvertedFormat, bytes: Uint8Array): Promise<Uint8Array> {
    await this.takeSeat();
    const folder = makeWorkFolder(this.folder);
    try {
      const call = callFor(format, this.programs, folder);
      if (call === null) throw missing(format);
      return await this.run(call, folder, bytes);
    } finally {
      removeWorkFolder(folder);
      this.leaveSeat();
    }
  }

  /** Kills what runs; its documents are refused. */
  close(): void {
    for (const program of this.running) program.kill();
  }

  private async run({ program, args, input, outputs }: ProgramCall, folder: string, bytes: Uint8Array) {
    await mkdir(join(folder, 'out'));
    await writeFile(join(folder, input), bytes);
    writeOfficeProfile(join(folder, 'profile'));
    const run = runProgram({ program, args, folder, wallMs: this.options.wallMs ?? DEFAULTS.wallMs });
    this.running.add(run);
    const outcome = await run.outcome.finally(() => this.running.delete(run));
    if (outcome === 'out-of-time') throw slowDocument();
    if (outcome === 'not-started') throw damagedDocument();
    return await readFirst(outputs.map((output) => join(folder, output)));
  }

  private async takeSeat(): Promise<void> {
    if (this.freeSeats > 0) this.freeSeats -= 1;
    else if (this.waiting.length >= MOST_WAITING) throw converterBusy();
    else await new Promise<void>((resolve) => this.waiting.push(resolve));
  }

  private leaveSeat(): void {
    const next = this.waiting.shift();
    if (next) next();
    else this.freeSeats += 1;
  }
}

const missing = (format: ConvertedFormat): SigningError =>
  format === 'heic' ? heicPicture() : converterMissing(CONVERTED_FORMATS[format].noun);

async function readFirst(paths: readonly string[]): Promise<Uint8Array> {
  for (const path of paths) {
    const written = await readFile(path).catch(() => null);
    if (written && written.length > 0) {
      return new Uint8Array(written.buffer, written.byteOffset, written.length);
    }
  }
  throw damagedDocument();
}
