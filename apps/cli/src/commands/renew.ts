import { type Command, Option } from 'commander';
import { describeRenewedFile } from '../seal/describe-result.js';
import { type RenewChoice, renewFile } from '../seal/renew-file.js';
import { reportOutcome, sealSurroundings } from '../seal/surroundings.js';
import { addLongTermChoice } from './long-term-choice.js';

const helpText = `
A signature without a timestamp gets one over the whole document; B-LT adds the certificates and revocation data that a
verifier needs later; B-LTA closes with a document timestamp. A file that is B-LTA already gets fresh data and a new
timestamp: do that before the newest one ages. No key is needed, and earlier signatures stay as they are.

Without --tsa the development timestamp authority of the data folder is used, which nobody else trusts.

Exit codes: 0 done, 1 not done, 64 wrong usage or a file that cannot be opened.

Examples:
  sealwright renew sealed.pdf archived.pdf
  sealwright renew archived.pdf archived-2031.pdf --tsa https://tsa.example.com/ --tsa-trust tsa-root.pem --trust root.pem
  sealwright renew sealed.pdf timestamped.pdf --level B-T`;

/** `sealwright renew IN OUT`: lifts or renews what is signed already. */
export function addRenew(program: Command): void {
  const command = program
    .command('renew <in> <out>')
    .summary('extend a signed PDF to B-T, B-LT or B-LTA, or renew it')
    .description('Extend the signatures of a PDF to a higher level, or renew them, by appending.')
    .addOption(
      new Option('--level <level>', 'level to reach').choices(['B-T', 'B-LT', 'B-LTA']).default('B-LTA'),
    );
  addLongTermChoice(command)
    .option('--json', 'one JSON object on standard output')
    .addHelpText('after', helpText)
    .action(async (input: string, output: string, choice: RenewChoice & { json?: boolean }) => {
      const renewed = await renewFile({ input, output }, choice, sealSurroundings(process.env));
      reportOutcome(output, choice.json === true ? renewed : describeRenewedFile(renewed));
    });
}
