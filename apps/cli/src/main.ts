import { Command } from 'commander';
import { endWhenReaderLeaves } from './terminal/output.js';
import { reportFailure } from './terminal/report-failure.js';

/** Commands by name, each loaded when it is asked for: with all of them a start takes four times as long. */
type Adders = Readonly<Record<string, (parent: Command) => Promise<unknown>>>;

const [asked, askedWithin] = process.argv.slice(2);

const auditCommands: Adders = {
  verify: async (audit) => (await import('./commands/audit-verify.js')).addAuditVerify(audit),
  'verify-log': async (audit) => (await import('./commands/audit-verify-log.js')).addAuditVerifyLog(audit),
  'begin-log': async (audit) => (await import('./commands/audit-begin-log.js')).addAuditBeginLog(audit),
};

const tokenCommands: Adders = {
  list: async (token) => (await import('./commands/token-list.js')).addTokenList(token),
  inspect: async (token) => (await import('./commands/token-inspect.js')).addTokenInspect(token),
  init: async (token) => (await import('./commands/token-init.js')).addTokenInit(token),
  generate: async (token) => (await import('./commands/token-generate.js')).addTokenGenerate(token),
  csr: async (token) => (await import('./commands/token-csr.js')).addTokenCsr(token),
  'import-certificate': async (token) =>
    (await import('./commands/token-import-certificate.js')).addTokenImportCertificate(token),
  'self-test': async (token) => (await import('./commands/token-self-test.js')).addTokenSelfTest(token),
  provision: async (token) => (await import('./commands/token-provision.js')).addTokenProvision(token),
};

const commands: Adders = {
  seal: async (program) => (await import('./commands/seal.js')).addSeal(program),
  renew: async (program) => (await import('./commands/renew.js')).addRenew(program),
  verify: async (program) => (await import('./commands/verify.js')).addVerify(program),
  inspect: async (program) => (await import('./commands/inspect.js')).addInspect(program),
  normalise: async (program) => (await import('./commands/normalise.js')).addNormalise(program),
  doctor: async (program) => (await import('./commands/doctor.js')).addDoctor(program),
  demo: async (program) => (await import('./commands/demo.js')).addDemo(program),
  mails: async (program) => (await import('./commands/mails.js')).addMails(program),
  bench: async (program) => {
    const bench = (await import('./bench/story.js')).addBench(program);
    (await import('./bench/seal/bench-seal.js')).addSealBench(bench);
    (await import('./bench/audit/bench-audit.js')).addAuditBench(bench);
    (await import('./bench/intake/bench-intake.js')).addIntakeBench(bench);
  },
  audit: (program) => {
    const audit = program.command('audit');
    audit.description('the record of what happened, and the log it stands in');
    return addAsked(audit, auditCommands, askedWithin);
  },
  token: (program) => {
    const token = program.command('token').description('the token (HSM) that holds the seal key');
    return addAsked(token, tokenCommands, askedWithin);
  },
};

/** All of them for `--help` and for a name that is none. */
async function addAsked(parent: Command, adders: Adders, name = ''): Promise<void> {
  const names = Object.hasOwn(adders, name) ? [name] : Object.keys(adders);
  for (const each of names) await adders[each]?.(parent);
}

const program = new Command('sealwright')
  .description('Self-hosted signing: seal, verify and look after the platform.')
  // Commander would exit with 1 on wrong usage; 1 means "invalid" to whoever calls `verify`.
  .exitOverride();

endWhenReaderLeaves();
try {
  await addAsked(program, commands, asked);
  await program.parseAsync();
} catch (error) {
  process.exitCode = reportFailure(error);
}
