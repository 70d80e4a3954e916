import { type Check, explain, type Finding, Unwell } from './finding.js';

const checkTimeoutMs = 20_000;

/** Runs every check side by side; one that throws or hangs becomes a finding, so that the others are still seen. */
export async function runChecks(
  checks: readonly Check[],
  environment: NodeJS.ProcessEnv,
): Promise<Finding[]> {
  const results = await Promise.all(checks.map((check) => runOne(check, environment)));
  return results.flat();
}

async function runOne(check: Check, environment: NodeJS.ProcessEnv): Promise<readonly Finding[]> {
  try {
    const result = await withinTime(check.run(environment));
    return isList(result) ? result : [{ name: check.name, ...result }];
  } catch (error) {
    return [{ name: check.name, ...explain(error) }];
  }
}

function isList(result: Omit<Finding, 'name'> | readonly Finding[]): result is readonly Finding[] {
  return Array.isArray(result);
}

async function withinTime<T>(work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(
      () =>
        reject(
          new Unwell('No answer within 20 s.', 'Check that the service runs and can be reached from here.'),
        ),
      checkTimeoutMs,
    );
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
