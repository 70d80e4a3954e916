import { SIGNATURE_ALGORITHMS } from '@sealwright/signing-core';
import { type Command, Option } from 'commander';
import { describeSealedFile } from '../seal/describe-result.js';
import { readLock, readPlacement } from '../seal/read-placement.js';
import { type SealChoice, sealFile } from '../seal/seal-file.js';
import { reportOutcome, sealSurroundings } from '../seal/surroundings.js';
import { addLongTermChoice } from './long-term-choice.js';
import { repeatable } from './repeatable.js';
import { addTokenChoice } from './token-choice.js';

const helpText = `
Without --key the development key seals: it is made when absent, in a SoftHSM token below the data folder, and levels
above B-B then use the development timestamp authority. Nobody but you trusts either; it is for trying things out.
IN is never changed. OUT is written whole or not at all, after it passed a check of its own. "-" stands for standard
input or output.

The PIN of a token comes from --pin-file, PKCS11_PIN_FILE, PKCS11_PIN, pin-source in the URI, or is asked for.

--visible takes PAGE,X,Y,W,H: the page counted from 1, the box from its top left corner as a reader shows it, in points
(1/72 inch), or in fractions of the page when no number is above 1.

Exit codes: 0 sealed, 1 not sealed, 64 wrong usage or a file that cannot be opened.

Examples:
  sealwright seal contract.pdf sealed.pdf
  sealwright seal contract.pdf sealed.pdf --level B-LTA --name "Northlight AB" --reason "Contract 42" --certify 2
  sealwright seal contract.pdf sealed.pdf --visible 1,72,650,220,70 --logo logo.png
  sealwright seal contract.pdf sealed.pdf --module /usr/lib/softhsm/libsofthsm2.so \\
      --key "pkcs11:token=company;object=seal-2026" --pin-file pin.txt --chain seal-chain.pem \\
      --level B-LT --tsa https://tsa.example.com/ --tsa-trust tsa-root.pem --trust company-root.pem`;

/** `sealwright seal IN OUT`: needs no database and no running platform. */
export function addSeal(program: Command): void {
  const command = program
    .command('seal <in> <out>')
    .summary('seal a PDF with a key in a token')
    .description(
      'Seal a PDF with a key in a token (PAdES), from B-B to B-LTA. Needs no database and no platform.',
    );
  addTokenChoice(command)
    .option('--chain <pem>', 'certificates of the key, where its token holds none (repeatable)', repeatable)
    .addOption(
      new Option('--algorithm <name>', 'how to sign, where the key can do several').choices([
        ...SIGNATURE_ALGORITHMS,
      ]),
    )
    .addOption(
      new Option('--level <level>', 'PAdES baseline level')
        .choices(['B-B', 'B-T', 'B-LT', 'B-LTA'])
        .default('B-B'),
    );
  addLongTermChoice(command)
    .addOption(
      new Option(
        '--certify <permission>',
        'certify: 1 no changes, 2 filling in and signing, 3 also comments',
      ).choices(['1', '2', '3']),
    )
    .option('--name <text>', 'who seals; the holder of the certificate when left out')
    .option('--reason <text>', 'why')
    .option('--location <text>', 'where')
    .option('--field <name>', 'sign this empty signature field, or name the new one so')
    .option('--lock <fields>', 'lock form fields: all, include:A,B or exclude:A,B', readLock)
    .option('--visible <place>', 'show the seal: PAGE,X,Y,W,H (see below)', readPlacement)
    .option('--logo <png>', 'picture in the visible seal')
    .addHelpText('after', helpText)
    .action(async (input: string, output: string, choice: Options) => {
      const sealed = await sealFile(
        { input, output },
        withCertification(choice),
        sealSurroundings(process.env),
      );
      reportOutcome(output, choice.json === true ? sealed : describeSealedFile(sealed));
    });
}

const certifications = { '1': 1, '2': 2, '3': 3 } as const;

interface Options extends Omit<SealChoice, 'certify'> {
  readonly certify?: keyof typeof certifications;
  readonly json?: boolean;
}

function withCertification({ certify, ...others }: Options): SealChoice {
  return certify === undefined ? others : { ...others, certify: certifications[certify] };
}
