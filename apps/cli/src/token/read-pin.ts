import { readFileSync } from 'node:fs';
import { isReadableByOthers } from '@sealwright/signing-core/pkcs11';
import { CliError } from '../terminal/cli-error.js';
import { promptHidden } from '../terminal/prompt.js';

/** Where a PIN may come from. None of them is an argument, which every user of the machine could read. */
export interface PinSources {
  /** A file, or `-` for the first line of standard input. */
  readonly file?: string | undefined;
  readonly variable?: string | undefined;
  readonly variableFile?: string | undefined;
  /** What to ask on a terminal, e.g. `PIN of the token: `. */
  readonly question: string;
  /** Ask twice: for a PIN that is only now being set. */
  readonly twice?: boolean;
}

/** The PIN, or null when nothing names one and nobody sits at a terminal. */
export async function readPin(sources: PinSources): Promise<string | null> {
  if (sources.file !== undefined) return pinFromFile(sources.file);
  if (sources.variable) return sources.variable;
  if (sources.variableFile) return pinFromFile(sources.variableFile);
  if (!process.stdin.isTTY || !process.stderr.isTTY) return null;
  const pin = await promptHidden(sources.question);
  if (sources.twice && (await promptHidden('The same again: ')) !== pin) {
    throw new CliError('pins-differ', 'The two entries differ; nothing was changed.');
  }
  return pin === '' ? null : pin;
}

/** @throws CliError `token-pin-missing`. Warns on standard error of a file that others may read. */
export function pinFromFile(file: string): string {
  const pin = readFirstLine(file);
  if (pin === '') throw new CliError('token-pin-missing', `The PIN file ${JSON.stringify(file)} is empty.`);
  if (file !== '-' && isReadableByOthers(file)) {
    process.stderr.write(`sealwright: others may read ${JSON.stringify(file)}; protect it: chmod 600\n`);
  }
  return pin;
}

function readFirstLine(file: string): string {
  try {
    const text = readFileSync(file === '-' ? process.stdin.fd : file, 'utf8');
    return text.split(/\r?\n/, 1)[0] ?? '';
  } catch (cause) {
    const sentence = `The PIN file ${JSON.stringify(file)} cannot be read; check --pin-file or PKCS11_PIN_FILE.`;
    throw new CliError('token-pin-missing', sentence, { cause });
  }
}
