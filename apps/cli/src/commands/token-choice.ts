import type { Command } from 'commander';

/** Options by which every token command finds its token. */
export function addTokenChoice(command: Command): Command {
  return addModuleChoice(command)
    .option('--key <uri>', 'token and key as a PKCS#11 URI, RFC 7512 (PKCS11_URI)')
    .option(
      '--pin-file <file>',
      'file that holds the PIN, - for standard input (PKCS11_PIN_FILE, PKCS11_PIN)',
    );
}

export function addModuleChoice(command: Command): Command {
  return command
    .option('--module <file>', 'PKCS#11 library (PKCS11_MODULE)')
    .option('--json', 'one JSON object on standard output');
}
