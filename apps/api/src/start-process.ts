import { ConfigError } from './config/env.js';

/** Starts one process; what stops it at the start is told in sentences and ends it with status 1. */
export async function startProcess(name: string, start: () => Promise<void>): Promise<void> {
  try {
    await start();
  } catch (error) {
    const told = error instanceof ConfigError ? error.message : error;
    console.error(`The ${name} could not start.`);
    console.error(told);
    process.exit(1);
  }
}
