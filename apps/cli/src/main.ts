import { Command } from 'commander';
import { addAuditBench } from './bench/audit/bench-audit.js';
import { addSealBench } from './bench/seal/bench-seal.js';
import { addBench } from './bench/story.js';
import { addAuditBeginLog } from './commands/audit-begin-log.js';
import { addAuditVerify } from './commands/audit-verify.js';
import { addAuditVerifyLog } from './commands/audit-verify-log.js';
import { addDemo } from './commands/demo.js';
import { addDoctor } from './commands/doctor.js';
import { addInspect } from './commands/inspect.js';
import { addMails } from './commands/mails.js';
import { addNormalise } from './commands/normalise.js';
import { addRenew } from './commands/renew.js';
import { addSeal } from './commands/seal.js';
import { addTokenCsr } from './commands/token-csr.js';
import { addTokenGenerate } from './commands/token-generate.js';
import { addTokenImportCertificate } from './commands/token-import-certificate.js';
import { addTokenInit } from './commands/token-init.js';
import { addTokenInspect } from './commands/token-inspect.js';
import { addTokenList } from './commands/token-list.js';
import { addTokenProvision } from './commands/token-provision.js';
import { addTokenSelfTest } from './commands/token-self-test.js';
import { addVerify } from './commands/verify.js';
import { endWhenReaderLeaves } from './terminal/output.js';
import { reportFailure } from './terminal/report-failure.js';

const program = new Command('sealwright')
  .description('Self-hosted signing: seal, verify and look after the platform.')
  // Commander would exit with 1 on wrong usage; 1 means "invalid" to whoever calls `verify`.
  .exitOverride();

addSeal(program);
addRenew(program);
addVerify(program);
addInspect(program);
addNormalise(program);
addDoctor(program);
addDemo(program);
addMails(program);
const bench = addBench(program);
addSealBench(bench);
addAuditBench(bench);
const audit = program.command('audit').description('the record of what happened, and the log it stands in');
addAuditVerify(audit);
addAuditVerifyLog(audit);
addAuditBeginLog(audit);
const token = program.command('token').description('the token (HSM) that holds the seal key');
addTokenList(token);
addTokenInspect(token);
addTokenInit(token);
addTokenGenerate(token);
addTokenCsr(token);
addTokenImportCertificate(token);
addTokenSelfTest(token);
addTokenProvision(token);

endWhenReaderLeaves();
try {
  await program.parseAsync();
} catch (error) {
  process.exitCode = reportFailure(error);
}
