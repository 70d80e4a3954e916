// Before each integration test file: the services of the worker that runs it, where there are several sets of them.
const sets = JSON.parse(process.env.TEST_SERVICE_SETS ?? '[]');
// Between 1 and maxWorkers, and never the same in two workers that run at the same time.
const own = sets[Number(process.env.VITEST_POOL_ID) - 1];
if (sets.length > 0 && own === undefined)
  throw new Error('There are more test workers than sets of services.');
Object.assign(process.env, own);
