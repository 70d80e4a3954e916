// npm run stop: ends the platform that runs with this data folder, wherever it was started.
import { join } from 'node:path';
import { stopRunning } from './stack/run-record.mjs';
import { REPOSITORY } from './toolchain/paths.mjs';

const dataDir = process.env.SEALWRIGHT_DATA ?? join(REPOSITORY, '.data');
try {
  console.log(
    (await stopRunning(join(dataDir, 'run'))) ? 'Sealwright has stopped.' : 'Sealwright is not running.',
  );
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
}
