import { Command, Option } from 'commander';
import { writeResult } from '../terminal/output.js';
import { measureBulk } from './bulk-speed.js';
import { calibrate } from './calibration.js';
import { measureList } from './list-speed.js';
import { documenso } from './peer.js';
import { readSealSteps } from './seal-steps.js';
import { measureSealing } from './sealing-speed.js';
import { measureSigners } from './signer-speed.js';
import { type BenchWorld, enterWorld } from './world.js';

const parts = {
  sealing: (world: BenchWorld, report: Report) => measureSealing(world, report),
  bulk: async (world: BenchWorld, report: Report) => [
    await measureBulk(world, 100, report),
    await measureBulk(world, 1_000, report),
  ],
  signer: (world: BenchWorld, report: Report) => measureSigners(world, report),
  list: async (world: BenchWorld, report: Report) => [
    await measureList(world, 1_000, report),
    await measureList(world, 100_000, report),
  ],
};
type Report = (line: string) => void;
type Part = keyof typeof parts;
const partNames = Object.keys(parts) as Part[];

/** Answers the `bench` command, to which the other benchmarks are added. */
export function addBench(program: Command): Command {
  const bench = program.command('bench').description('measure (run through npm run bench)');
  bench
    .command('story')
    .description('the main story: sealing, bulk sends, the signer page, the list')
    .addOption(new Option('--only <parts...>', 'measure only these').choices(partNames))
    .action(async ({ only }: { only?: Part[] }) => {
      const report: Report = (line) => process.stderr.write(`${line}\n`);
      const world = await enterWorld(process.env);
      report('calibrating this machine …');
      const calibration = await calibrate(world.databaseAdminUrl);
      const measured: Partial<Record<Part, unknown>> = {};
      for (const part of only ?? partNames) measured[part] = await parts[part](world, report);
      writeResult({
        benchmark: 'story',
        calibration,
        ...measured,
        sealSteps: readSealSteps(world.logsDir),
        peer: { name: 'Documenso 2.17.0, same kind of machine', ...documenso },
      });
    });
  return bench;
}
