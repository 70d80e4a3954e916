import { openToken, type Pkcs11Token } from '@sealwright/signing-core/pkcs11';
import { readFileIfThere } from '../provisioning/secret-file.js';
import { CliError } from '../terminal/cli-error.js';

/** Choices of the command line; each falls back to the variable of the same meaning. */
export interface TokenChoice {
  readonly module?: string;
  readonly key?: string;
  readonly pinFile?: string;
}

/** @throws CliError `token-module-missing` with the remedy. */
export function chosenModule(choice: TokenChoice, environment: NodeJS.ProcessEnv): string {
  const modulePath = choice.module ?? environment.PKCS11_MODULE;
  if (modulePath) return modulePath;
  throw new CliError(
    'token-module-missing',
    'Say which PKCS#11 library to use with --module or PKCS11_MODULE, or start the platform once: npm start.',
  );
}

/** The PIN, or null when none is configured: it never stands on the command line, where others could read it. */
export function chosenPin(choice: TokenChoice, environment: NodeJS.ProcessEnv): string | null {
  if (choice.pinFile === undefined && environment.PKCS11_PIN) return environment.PKCS11_PIN;
  const file = choice.pinFile ?? environment.PKCS11_PIN_FILE;
  if (!file) return null;
  const pin = readFileIfThere(file);
  if (pin) return pin;
  throw new CliError(
    'token-pin-missing',
    'The PIN file is missing or empty; check --pin-file or PKCS11_PIN_FILE.',
  );
}

/** Opens the token that the choice or the environment names. The PIN is tried once. */
export async function openConfiguredToken(
  choice: TokenChoice,
  environment: NodeJS.ProcessEnv,
): Promise<Pkcs11Token> {
  const modulePath = chosenModule(choice, environment);
  const uri = choice.key ?? environment.PKCS11_URI;
  if (!uri) {
    throw new CliError(
      'token-uri-missing',
      'Name the key with --key or PKCS11_URI, e.g. pkcs11:token=…;object=….',
    );
  }
  const pin = chosenPin(choice, environment);
  if (!pin) {
    throw new CliError(
      'token-pin-missing',
      'The token needs its PIN: --pin-file FILE, PKCS11_PIN_FILE or PKCS11_PIN.',
    );
  }
  return openToken({ modulePath, uri, pin });
}
