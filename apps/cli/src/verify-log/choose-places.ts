import { join } from 'node:path';
import { CliError, exitCodes } from '../terminal/cli-error.js';

/** The database with the rows: as chosen, or the running platform's in the auditor's role. */
export function chooseDatabase(chosen: string | undefined, environment: NodeJS.ProcessEnv): string {
  const url = chosen ?? environment.AUDITOR_DATABASE_URL ?? environment.DATABASE_URL;
  if (url) return url;
  throw usage(
    'database-missing',
    'Name the database with --database postgresql://sealwright_auditor:…@host/sealwright.',
  );
}

/** Where the tiles are: as chosen, or the running platform's folder, or what it publishes. */
export function chooseTiles(chosen: string | undefined, environment: NodeJS.ProcessEnv): string {
  if (chosen) return chosen;
  if (environment.LOG_DIR) return environment.LOG_DIR;
  if (environment.STORAGE_DIR) return join(environment.STORAGE_DIR, 'log');
  if (environment.PUBLIC_URL) return new URL('/log/', environment.PUBLIC_URL).href;
  throw usage('tiles-missing', 'Name the log with --tiles FOLDER or --tiles https://sign.example.com/log/.');
}

function usage(code: string, sentence: string): CliError {
  return new CliError(code, sentence, { exitCode: exitCodes.usage });
}
