import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { type Spread, spreadOf } from './statistics.js';

const sealedLine = z.object({ stepsMs: z.record(z.string(), z.number()) });

/** Where a seal's time went, by step, from what the sealer logged about each one. */
export function readSealSteps(logsDir: string): Record<string, Spread> {
  const samples = new Map<string, number[]>();
  for (const line of readFileSync(join(logsDir, 'sealer.log'), 'utf8').split('\n')) {
    for (const [step, elapsedMs] of Object.entries(stepsOf(line))) {
      samples.set(step, [...(samples.get(step) ?? []), elapsedMs]);
    }
  }
  return Object.fromEntries([...samples].map(([step, elapsed]) => [step, spreadOf(elapsed)]));
}

/** The log also holds lines that are not JSON, written before the logger was up. */
function stepsOf(line: string): Record<string, number> {
  if (!line.includes('"stepsMs"')) return {};
  try {
    return sealedLine.parse(JSON.parse(line)).stepsMs;
  } catch {
    return {};
  }
}
