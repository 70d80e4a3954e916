import type { Command } from 'commander';
import { checkDatabase } from '../doctor/check-database.js';
import { checkFonts } from '../doctor/check-fonts.js';
import { checkHeldMails } from '../doctor/check-held-mails.js';
import { checkLog } from '../doctor/check-log.js';
import { checkLogKeys } from '../doctor/check-log-key.js';
import { checkOfficeConverter } from '../doctor/check-office-converter.js';
import { checkPublicUrl } from '../doctor/check-public-url.js';
import { checkRedis } from '../doctor/check-redis.js';
import { checkSecrets } from '../doctor/check-secrets.js';
import { checkSmtp } from '../doctor/check-smtp.js';
import { checkStorage } from '../doctor/check-storage.js';
import { checkTimestamps } from '../doctor/check-timestamps.js';
import { checkToken } from '../doctor/check-token.js';
import { describeFindings, overallState } from '../doctor/describe-findings.js';
import { runChecks } from '../doctor/run-checks.js';
import { exitCodes } from '../terminal/cli-error.js';
import { endProcess, writeLines, writeResult } from '../terminal/output.js';

const checks = [
  checkDatabase,
  checkRedis,
  checkStorage,
  checkSecrets,
  checkSmtp,
  checkToken,
  checkLogKeys,
  checkLog,
  checkHeldMails,
  checkTimestamps,
  checkPublicUrl,
  checkFonts,
  checkOfficeConverter,
];

/** `sealwright doctor`: looks at everything the platform depends on; exit code 1 when something fails. */
export function addDoctor(program: Command): void {
  program
    .command('doctor')
    .description(
      'check database, Redis, storage, mail, token, certificate, audit log, held mails, public URL, clock, fonts and converter',
    )
    .option('--json', 'one JSON object on standard output')
    .action(async (options: { json?: boolean }) => {
      const findings = await runChecks(checks, process.env);
      const state = overallState(findings);
      if (options.json) writeResult({ state, findings });
      else writeLines(describeFindings(findings));
      // A check that was given up (20 s) may still hold a socket or a thread: do not wait for it.
      endProcess(state === 'fail' ? exitCodes.failed : exitCodes.ok);
    });
}
