import type { Command } from 'commander';
import { repeatable } from './repeatable.js';

/** Options by which `seal` and `renew` find timestamps, revocation data and roots. */
export function addLongTermChoice(command: Command): Command {
  return command
    .option(
      '--tsa <url>',
      'timestamp authority, RFC 3161 (repeatable: the next one is asked when one fails)',
      repeatable,
    )
    .option('--tsa-trust <pem>', 'root certificates of the timestamp authorities (repeatable)', repeatable)
    .option('--trust <pem>', 'root certificates of the seal (repeatable)', repeatable)
    .option(
      '--crl <file>',
      'revocation lists, a file or a folder, before the web is asked (repeatable)',
      repeatable,
    );
}
