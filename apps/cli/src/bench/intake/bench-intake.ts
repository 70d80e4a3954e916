import { loadavg } from 'node:os';
import type { Command } from 'commander';
import { anything } from '../../demo/api-shapes.js';
import { writeResult } from '../../terminal/output.js';
import { calibrate } from '../calibration.js';
import { type ArrivalResult, evenArrivals } from '../even-arrivals.js';
import { spreadOf } from '../statistics.js';
import { type BenchWorld, enterWorld } from '../world.js';
import { type PeakMemory, withApiMemory } from './api-memory.js';
import { contractUploads } from './contract-uploads.js';
import { hostileFiles, scannedPage } from './intake-files.js';
import { finishUpload, sendPieces } from './send-upload.js';

const LARGE_MB = 45;
const AT_ONCE = 6;
const RATE_PER_S = 20;
const SECONDS = 15;

type Report = (line: string) => void;

/** `bench intake`: how long a contract takes until its sender sees it, what other requests feel while hostile and large files are taken in, and what the api holds in memory. */
export function addIntakeBench(bench: Command): void {
  bench
    .command('intake')
    .description(
      'uploads: a contract until it can be seen, other requests beside hostile and large files, memory',
    )
    .action(async () => {
      const report: Report = (line) => process.stderr.write(`${line}\n`);
      const world = await enterWorld(process.env);
      report('calibrating this machine …');
      const calibration = await calibrate(world.databaseAdminUrl);
      const loadBefore = oneMinuteLoad();
      report('contracts, one after the other, nothing else going on …');
      const contract = await contractUploads(world);
      report('other requests, nothing else going on …');
      const idle = await otherRequests(world);
      report('the same beside hostile files …');
      const hostile = await besideHostileFiles(world);
      report(`the same while ${AT_ONCE} files of ${LARGE_MB} MB are finished at once …`);
      const large = await besideLargeFiles(world);
      const about = { benchmark: 'intake', measuredAt: new Date().toISOString(), calibration };
      const loadAverage = { before: loadBefore, after: oneMinuteLoad() };
      writeResult({ ...about, loadAverage, contract, idle, hostile, large });
    });
}

/** Processes that wanted to run, of the last minute: what this and everything else on the machine makes of its cores. */
const oneMinuteLoad = (): number => Math.round((loadavg()[0] ?? 0) * 10) / 10;

interface OtherRequests {
  readonly health: ArrivalResult;
  readonly envelopeList: ArrivalResult;
}

async function otherRequests(world: BenchWorld): Promise<OtherRequests> {
  const get = (path: string) => () => world.api.get(path, anything).then(() => undefined);
  const load = { ratePerS: RATE_PER_S, seconds: SECONDS };
  const [health, envelopeList] = await Promise.all([
    evenArrivals(get('/healthz'), load),
    evenArrivals(get('/api/v1/envelopes?limit=10'), load),
  ]);
  return { health, envelopeList };
}

/** Two senders of hostile files without a pause between, for as long as the other requests are measured. */
async function besideHostileFiles(world: BenchWorld) {
  const files = Object.entries(hostileFiles).map(([name, make]) => ({ name, bytes: make() }));
  const answers: Record<string, Record<string, number>> = {};
  const seconds: number[] = [];
  let measuring = true;
  const sender = async (first: number): Promise<void> => {
    for (let turn = first; measuring; turn += 1) {
      const file = files[turn % files.length];
      if (file === undefined) return;
      const path = await sendPieces(world, `${file.name}.pdf`, file.bytes);
      const beganMs = performance.now();
      const { outcome } = await finishUpload(world, path);
      seconds.push((performance.now() - beganMs) / 1000);
      const ofFile = answers[file.name] ?? {};
      answers[file.name] = { ...ofFile, [outcome]: (ofFile[outcome] ?? 0) + 1 };
    }
  };
  const { result, memory } = await withApiMemory(world.rootPid, async () => {
    const senders = [0, 2].map(sender);
    const others = await otherRequests(world);
    measuring = false;
    await Promise.all(senders);
    return others;
  });
  return { ...result, answers, slowestAnswerS: Math.round(Math.max(...seconds) * 10) / 10, memory };
}

async function besideLargeFiles(world: BenchWorld): Promise<{
  readonly files: number;
  readonly fileMb: number;
  readonly finishMs: ReturnType<typeof spreadOf>;
  readonly outcomes: readonly string[];
  readonly memory: PeakMemory;
  readonly others: OtherRequests;
}> {
  const paths: string[] = [];
  for (let n = 0; n < AT_ONCE; n += 1) {
    paths.push(await sendPieces(world, `scan ${n}.pdf`, scannedPage(LARGE_MB * 1_000_000)));
  }
  const finishOne = async (path: string) => {
    const beganMs = performance.now();
    const { outcome } = await finishUpload(world, path);
    return { outcome, tookMs: performance.now() - beganMs };
  };
  const { result, memory } = await withApiMemory(world.rootPid, async () => {
    const finishing = Promise.all(paths.map(finishOne));
    return { others: await otherRequests(world), finished: await finishing };
  });
  const { others, finished } = result;
  return {
    ...{ files: AT_ONCE, fileMb: LARGE_MB, memory, others },
    finishMs: spreadOf(finished.map(({ tookMs }) => tookMs)),
    outcomes: finished.map(({ outcome }) => outcome),
  };
}
