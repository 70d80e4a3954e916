import { CliError } from '../../terminal/cli-error.js';
import { type Spread, spreadOf } from '../statistics.js';
import type { BenchWorld } from '../world.js';
import { finishUpload, openFirstPage, sendPieces } from './send-upload.js';

const PAGES = 10;
const TIMES = 15;

export interface ContractUploads {
  readonly pages: number;
  readonly fileBytes: number;
  /** Of the first file of this platform, whose reader may still be starting. */
  readonly firstReadyMs: number;
  /** From the first byte sent to the last one kept. */
  readonly send: Spread;
  /** From then until the document is there: examined, compared, its sealing rehearsed, stored. */
  readonly finish: Spread;
  /** From then until the image of its first page is there. */
  readonly firstPage: Spread;
  /** The three together. */
  readonly ready: Spread;
}

interface Steps {
  readonly sendMs: number;
  readonly finishMs: number;
  readonly firstPageMs: number;
}

/** A business contract of ten pages, uploaded again and again, one after the other; no two are equal. */
export async function contractUploads(world: BenchWorld): Promise<ContractUploads> {
  const fileOf = await contractsLike(world.pdf);
  const first = await uploadOnce(world, await fileOf(0));
  const steps: Steps[] = [];
  let fileBytes = 0;
  for (let turn = 1; turn <= TIMES; turn += 1) {
    const file = await fileOf(turn);
    fileBytes = file.byteLength;
    steps.push(await uploadOnce(world, file));
  }
  return {
    ...{ pages: PAGES, fileBytes, firstReadyMs: Math.round(together(first)) },
    send: spreadOf(steps.map(({ sendMs }) => sendMs)),
    finish: spreadOf(steps.map(({ finishMs }) => finishMs)),
    firstPage: spreadOf(steps.map(({ firstPageMs }) => firstPageMs)),
    ready: spreadOf(steps.map(together)),
  };
}

const together = ({ sendMs, finishMs, firstPageMs }: Steps): number => sendMs + finishMs + firstPageMs;

async function uploadOnce(world: BenchWorld, file: Uint8Array<ArrayBuffer>): Promise<Steps> {
  const beganMs = performance.now();
  const path = await sendPieces(world, 'contract.pdf', file);
  const sentMs = performance.now();
  const { outcome, documentId } = await finishUpload(world, path);
  const finishedMs = performance.now();
  if (documentId === null) throw new CliError('bench-upload-refused', `A contract was refused: ${outcome}.`);
  await openFirstPage(world, documentId);
  const openedMs = performance.now();
  return { sendMs: sentMs - beganMs, finishMs: finishedMs - sentMs, firstPageMs: openedMs - finishedMs };
}

/** The pages of a contract, several times over, as an office program writes them: with the fonts inside. */
async function contractsLike(pdf: Uint8Array): Promise<(turn: number) => Promise<Uint8Array<ArrayBuffer>>> {
  const { PDFDocument } = await import('pdf-lib');
  const source = await PDFDocument.load(pdf);
  const pageIndexes = Array.from({ length: PAGES }, (_, index) => index % source.getPageCount());
  return async (turn) => {
    const contract = await PDFDocument.create();
    for (const page of await contract.copyPages(source, pageIndexes)) contract.addPage(page);
    contract.setTitle(`Contract ${turn}`);
    return Uint8Array.from(await contract.save());
  };
}
