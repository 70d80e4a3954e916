/** Every accepted file, of any folder, filled in and sealed: `npm run test:conformance`. */

export { installedViewers } from '../viewers/installed-viewers.js';
export { listFiles } from './list-files.js';
export { runTrial } from './run-trial.js';
export { installedJudges } from './structure-judges.js';
