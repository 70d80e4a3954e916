import { accessSync, closeSync, constants, existsSync, fstatSync, openSync, readSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { TokenError } from '@sealwright/signing-core/pkcs11';
import { CliError } from '../terminal/cli-error.js';
import { openConfiguredToken } from '../token/configured-token.js';
import { journalFileOf } from '../token/keep-journal.js';
import { checkLogKeysInUse, type NamedLogKey } from './check-log-keys-in-use.js';
import { judgeProbe } from './check-token.js';
import { type Check, type Finding, fail, finding, ok, reasonOf, warn } from './finding.js';

const make =
  'Make one: sealwright token provision (its own token), or sealwright token generate --key "pkcs11:token=…;object=log-1" --purpose log, then name it in LOG_KEY_URIS and restart the sealer.';

/** The keys that sign checkpoints, each probed and made to sign; and the journal without which nothing is signed. */
export const checkLogKeys: Check = {
  name: 'log keys',
  async run(environment) {
    const uris = (environment.LOG_KEY_URIS ?? '').split(/\s+/).filter(Boolean);
    const findings: Finding[] = [];
    const working: NamedLogKey[] = [];
    // One after the other: a token with one session has no room for two.
    for (const uri of uris) findings.push(await finding('log key', () => tryKey(uri, environment, working)));
    if (working.length > 0 && working.length === uris.length) {
      findings.push(await finding('log keys in use', () => checkLogKeysInUse(working, environment)));
    }
    if (uris.length === 0) {
      findings.push({
        name: 'log key',
        ...fail('No log key is named, so no checkpoint can be signed.', make),
      });
    }
    return [...findings, await finding('token journal', async () => checkJournal(environment))];
  },
};

/** @param working gets the key when it signed */
async function tryKey(
  uri: string,
  environment: NodeJS.ProcessEnv,
  working: NamedLogKey[],
): Promise<Omit<Finding, 'name'>> {
  try {
    const token = await openConfiguredToken({ key: uri }, environment, 'doctor');
    try {
      const probe = await token.probe();
      const judged = judgeProbe(probe, environment);
      if (judged.state === 'fail') return judged;
      const { kind, spkiDer } = await token.selfTestLogKey();
      working.push({ label: probe.label, spkiHex: Buffer.from(spkiDer).toString('hex') });
      const signed = `${probe.label} (${kind}) signed a random message; it verified outside the token.`;
      return judged.state === 'warn' ? warn(signed, judged.remedy ?? '') : ok(signed);
    } finally {
      await token.close();
    }
  } catch (error) {
    if (error instanceof TokenError || error instanceof CliError) {
      return fail(`The log key cannot be used: ${error.message}`, make);
    }
    throw error;
  }
}

export function checkJournal(environment: NodeJS.ProcessEnv): Omit<Finding, 'name'> {
  const file = journalFileOf(environment) ?? 'token-journal.jsonl';
  const remedy =
    'Make TOKEN_JOURNAL_FILE a file that the sealer may write to, on a disk with room; nothing is signed without it.';
  try {
    if (!existsSync(file)) {
      accessSync(join(dirname(file), '/'), constants.W_OK);
      return ok('The token journal will begin with the first signature; its folder can be written.');
    }
    accessSync(file, constants.W_OK);
    const { byteLength, last } = readLast(file);
    const n = last === null ? null : numberOf(last);
    if (byteLength > 0 && n === null) {
      return fail(
        'The token journal does not end with an entry; somebody wrote into it.',
        'Keep the file, find out who, and name a new one in TOKEN_JOURNAL_FILE.',
      );
    }
    return ok(`${n ?? 0} signatures stand in the token journal, and it can be written.`);
  } catch (error) {
    return fail(`The token journal cannot be written: ${reasonOf(error)}.`, remedy);
  }
}

/** The last whole line; one that is just being written is left out. */
function readLast(file: string): { byteLength: number; last: string | null } {
  const handle = openSync(file, 'r');
  try {
    const byteLength = fstatSync(handle).size;
    const tail = Buffer.alloc(Math.min(byteLength, 8_192));
    readSync(handle, tail, 0, tail.length, byteLength - tail.length);
    const lines = tail.toString('utf8').split('\n');
    return { byteLength, last: lines.at(-2) ?? null };
  } finally {
    closeSync(handle);
  }
}

function numberOf(line: string): number | null {
  try {
    const entry: unknown = JSON.parse(line);
    const n = typeof entry === 'object' && entry !== null && 'n' in entry ? entry.n : null;
    return typeof n === 'number' ? n : null;
  } catch {
    return null;
  }
}
