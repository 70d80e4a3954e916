import type { Command } from 'commander';

/** Options by which every token command finds its token. */
export function addTokenChoice(command: Command): Command {
  return command
    .option('--module <file>', 'PKCS#11 library (PKCS11_MODULE)')
    .option('--key <uri>', 'token and key as a PKCS#11 URI (PKCS11_URI)')
    .option('--pin-file <file>', 'file that holds the PIN (PKCS11_PIN_FILE)');
}
