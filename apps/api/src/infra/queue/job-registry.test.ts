import { describe, expect, it } from 'vitest';
import { type AnyJobHandler, JobRegistry } from './job-registry.js';

describe('the boot check', () => {
  it('names what is missing, doubled and misplaced', () => {
    const run = async () => undefined;
    const handlers = [
      { kind: 'run-bulk', run },
      { kind: 'run-bulk', run },
      { kind: 'seal', run },
    ] as AnyJobHandler[];
    expect(() => new JobRegistry('work', handlers)).toThrow(
      /run-bulk has two handlers.*send-invitation has no handler/,
    );
    expect(() => new JobRegistry('work', handlers)).toThrow(/seal does not belong/);
  });
});
