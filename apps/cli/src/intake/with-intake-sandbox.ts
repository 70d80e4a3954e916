import { constants } from 'node:os';
import { ChildFault, IntakeSandbox } from '@sealwright/signing-core/sandbox';
import { CliError } from '../terminal/cli-error.js';

const STOPPED_BY = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/**
 * Runs `work` with a sandbox and leaves no child behind, also when it is stopped half-way.
 *
 * @throws CliError `sandbox-unavailable` when no child can be started.
 */
export async function withIntakeSandbox<T>(
  parallel: number,
  work: (sandbox: IntakeSandbox) => Promise<T>,
): Promise<T> {
  const sandbox = new IntakeSandbox({ parallel });
  const stop = (signal: NodeJS.Signals) => {
    sandbox.close();
    process.exit(128 + constants.signals[signal]);
  };
  const close = () => sandbox.close();
  for (const signal of STOPPED_BY) process.once(signal, stop);
  process.once('exit', close);
  try {
    return await work(sandbox);
  } catch (error) {
    if (!(error instanceof ChildFault)) throw error;
    throw new CliError('sandbox-unavailable', error.message, { cause: error });
  } finally {
    sandbox.close();
    process.off('exit', close);
    for (const signal of STOPPED_BY) process.off(signal, stop);
  }
}
