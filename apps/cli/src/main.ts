import { Command } from 'commander';
import { addTokenProvision } from './commands/token-provision.js';
import { reportFailure } from './terminal/report-failure.js';

const program = new Command('sealwright')
  .description('Self-hosted signing: seal, verify and look after the platform.')
  .exitOverride()
  .configureHelp({ sortSubcommands: true });

const token = program.command('token').description('the token (HSM) that holds the seal key');
addTokenProvision(token);

try {
  await program.parseAsync();
} catch (error) {
  process.exitCode = reportFailure(error);
}
