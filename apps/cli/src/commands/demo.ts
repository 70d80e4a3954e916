import type { Command } from 'commander';
import { InvalidArgumentError } from 'commander';
import { maxSigners } from '../demo/demo-signers.js';
import { runDemo } from '../demo/run-demo.js';
import { repositoryPath } from '../platform/repository.js';
import { exitCodes } from '../terminal/cli-error.js';
import { endProcess, writeResult } from '../terminal/output.js';

interface Options {
  readonly pdf?: readonly string[];
  readonly signers: number;
  readonly out: string;
  readonly json?: boolean;
}

/** `npm run demo`: upload, send, sign through the mailed links, download and verify. Exit code 1 on any failure. */
export function addDemo(program: Command): void {
  program
    .command('demo')
    .description('do the main job through the public API and the mailed links, then verify the result')
    .option('--pdf <files...>', 'the documents to send (our own contract and its annex when left out)')
    .option('--signers <count>', `how many people sign, 1 to ${maxSigners}`, readCount, 2)
    .option('--out <dir>', 'folder for the sealed files, certificate.pdf and trust.pem', 'demo-out')
    .option('--json', 'one JSON object on standard output, progress on standard error')
    .action(async (options: Options) => {
      const progress = options.json ? process.stderr : process.stdout;
      const result = await runDemo({
        pdfs: options.pdf ?? [],
        ownPdfs: ['service-agreement.pdf', 'service-order.pdf'].map((name) =>
          repositoryPath(`apps/cli/assets/${name}`),
        ),
        signerCount: options.signers,
        outDir: options.out,
        environment: process.env,
        report: (line) => progress.write(`${line}\n`),
      });
      if (options.json) writeResult(result);
      else
        progress.write(
          result.ok ? `\nDone in ${(result.totalMs / 1000).toFixed(1)} s.\n` : '\nNot everything verified.\n',
        );
      endProcess(result.ok ? exitCodes.ok : exitCodes.failed);
    });
}

function readCount(text: string): number {
  const count = Number(text);
  if (!Number.isInteger(count) || count < 1 || count > maxSigners) {
    throw new InvalidArgumentError(`Between 1 and ${maxSigners} people can sign in the demo.`);
  }
  return count;
}
