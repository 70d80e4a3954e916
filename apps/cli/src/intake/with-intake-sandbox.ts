import { constants } from 'node:os';
import type { IntakeLimits, TakenPdf } from '@sealwright/signing-core';
import { LocalConverter, takeInUpload } from '@sealwright/signing-core/office';
import { ChildFault, IntakeSandbox } from '@sealwright/signing-core/sandbox';
import { CliError } from '../terminal/cli-error.js';

const STOPPED_BY = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** On a machine that is busy with other work a file has more time: here nobody waits behind it. */
const MOST_WALL_MS = 30_000;

/** What an upload would answer, for any file. */
export interface Intake {
  takeIn(upload: Uint8Array, limits?: IntakeLimits): Promise<TakenPdf>;
}

/**
 * Runs `work` with a sandbox, and with the converters of this machine, and leaves no child behind, also when it is stopped half-way.
 *
 * @throws CliError `sandbox-unavailable` when no child can be started; `machine-busy` when one was kept from running.
 */
export async function withIntakeSandbox<T>(
  parallel: number,
  work: (intake: Intake) => Promise<T>,
): Promise<T> {
  const sandbox = new IntakeSandbox({ parallel, mostWallMs: MOST_WALL_MS });
  const converter = new LocalConverter({ searchPath: process.env.PATH ?? '' });
  const close = () => {
    sandbox.close();
    converter.close();
  };
  const stop = (signal: NodeJS.Signals) => {
    close();
    process.exit(128 + constants.signals[signal]);
  };
  for (const signal of STOPPED_BY) process.once(signal, stop);
  process.once('exit', close);
  try {
    return await work(intakeOf(sandbox, converter));
  } catch (error) {
    if (!(error instanceof ChildFault)) throw error;
    const code = error.reason === 'busy' ? 'machine-busy' : 'sandbox-unavailable';
    throw new CliError(code, error.message, { cause: error });
  } finally {
    close();
    process.off('exit', close);
    for (const signal of STOPPED_BY) process.off(signal, stop);
  }
}

function intakeOf(sandbox: IntakeSandbox, converter: LocalConverter): Intake {
  const tools = {
    takeIn: sandbox.takeIn.bind(sandbox),
    convert: converter.convert.bind(converter),
  };
  return { takeIn: (upload, limits = {}) => takeInUpload(upload, limits, tools) };
}
