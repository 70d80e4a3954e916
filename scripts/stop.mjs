// npm run stop: ends the platform that runs with this data folder, wherever it was started.
import { join } from 'node:path';
import { dataDirPath } from './stack/data-dir.mjs';
import { stopRunning } from './stack/run-record.mjs';

try {
  console.log(
    (await stopRunning(join(dataDirPath(process.env), 'run')))
      ? 'Sealwright has stopped.'
      : 'Sealwright is not running.',
  );
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
}
