import { computeGrowth, type LogMeasurement, measureLog } from '@sealwright/audit/bench';
import { type Command, Option } from 'commander';
import { CliError } from '../../terminal/cli-error.js';
import { writeResult } from '../../terminal/output.js';
import { calibrateMachine } from '../calibration.js';
import { type AppendSpeed, measureAppends } from './append-speed.js';
import { makeAppendWorld } from './append-world.js';
import { measureInclusion } from './inclusion-time.js';

const APPEND_AIM = 0.6;
const VERIFY_AIM = 200_000;
const WRITERS = [1, 8, 32] as const;
const ENVELOPES = 10_000;
const SECONDS = 3;
const MEASURED_SIZES = [10_000, 100_000, 1_000_000] as const;
const COMPUTED_SIZES = [10_000, 100_000, 1_000_000, 10_000_000] as const;
const STREAMS_PER_EVENT = 1 / 8;
const EVENT_BYTES = 550;

type Report = (line: string) => void;

const parts = {
  append: measureAppendPart,
  inclusion: (report: Report) =>
    measureInclusion(variable('BENCH_STACK_ADMIN_URL'), variable('BENCH_STACK_APP_URL'), report),
  log: measureLogPart,
};
type Part = keyof typeof parts;
const partNames = Object.keys(parts) as Part[];

/** `bench audit`: appending, coming into the log, verifying, growing. As JSON. */
export function addAuditBench(bench: Command): Command {
  bench
    .command('audit')
    .description('the audit record: appends, time to a signed checkpoint, verification, proofs, growth')
    .addOption(new Option('--only <parts...>', 'measure only these').choices(partNames))
    .action(async ({ only }: { only?: Part[] }) => {
      const report: Report = (line) => process.stderr.write(`${line}\n`);
      report('calibrating this machine …');
      const calibration = await calibrateMachine();
      const measured: Partial<Record<Part, unknown>> = {};
      for (const part of only ?? partNames) measured[part] = await parts[part](report);
      writeResult({ benchmark: 'audit', measuredAt: new Date().toISOString(), calibration, ...measured });
    });
  return bench;
}

async function measureAppendPart(report: Report): Promise<unknown> {
  const world = await makeAppendWorld(
    { owner: variable('BENCH_DATABASE_ADMIN_URL'), app: variable('BENCH_DATABASE_APP_URL') },
    { envelopes: ENVELOPES, connections: Math.max(...WRITERS) },
  );
  try {
    const speeds: AppendSpeed[] = [];
    for (const writers of WRITERS) {
      report(`appending with ${writers} ${writers === 1 ? 'writer' : 'writers'} …`);
      speeds.push(await measureAppends(world, writers, SECONDS));
    }
    const worst = Math.min(
      ...speeds.flatMap((speed) => [speed.ofChainedStatements, speed.ofChainedFunctionInUnit]),
    );
    const aim = `at least ${APPEND_AIM * 100} % of a chained insert in SQL in a transaction, with ${WRITERS.join(', ')} writers`;
    return { envelopes: ENVELOPES, speeds, aim: { aim, measured: worst, met: worst >= APPEND_AIM } };
  } finally {
    await world.close();
  }
}

/** CPU time, as "per core" asks: on a machine others use too, wall time would tell their story. */
async function measureLogPart(report: Report): Promise<unknown> {
  const cpuMs = () => {
    const { user, system } = process.cpuUsage();
    return (user + system) / 1_000;
  };
  const measured: LogMeasurement[] = [];
  for (const eventCount of MEASURED_SIZES) {
    report(`verifying ${eventCount} events …`);
    const shape = { eventCount, streamCount: eventCount * STREAMS_PER_EVENT, eventByteLength: EVENT_BYTES };
    measured.push(await measureLog(shape, cpuMs));
  }
  const perSecond = measured.at(-1)?.verify.eventsPerSecond ?? 0;
  const aim = `at least ${VERIFY_AIM} events a second and core, of 1,000,000`;
  return {
    clock: 'CPU time of this process',
    measured,
    computed: COMPUTED_SIZES.map((size) => computeGrowth(size)),
    aim: { aim, measured: perSecond, met: perSecond >= VERIFY_AIM },
  };
}

/** @throws CliError `bench-surroundings-missing` when it was not started by `npm run bench`. */
function variable(name: string): string {
  const value = process.env[name];
  if (value) return value;
  throw new CliError('bench-surroundings-missing', 'Run this benchmark with: npm run bench -- audit');
}
