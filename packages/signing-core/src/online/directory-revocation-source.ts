import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { SigningError } from '../errors.js';
import { latin1 } from '../runtime/bytes.js';
import { readPemBlocks } from '../x509/read-pem.js';
import type { RevocationSource } from '../x509/revocation-source.js';

const MAX_FILES = 64;
const MAX_FILE_BYTES = 16 * 1024 * 1024;

/**
 * Revocation lists (`.crl`, `.pem`, DER or PEM) and OCSP answers (`.ocsp`, DER) that somebody puts into a folder: for
 * machines without a way out. Read anew for each question. `find` throws `validation-data-incomplete` when the folder cannot be read.
 */
export function directoryRevocationSource(directory: string): RevocationSource {
  return {
    find: async () => {
      try {
        const names = (await readdir(directory)).filter((name) => /[.](crl|pem|ocsp)$/i.test(name)).sort();
        const files = await Promise.all(
          names
            .slice(0, MAX_FILES)
            .map(async (name) => ({ name, bytes: await readFile(join(directory, name)) })),
        );
        const fitting = files.filter(({ bytes }) => bytes.length <= MAX_FILE_BYTES);
        const isAnswer = (name: string): boolean => /[.]ocsp$/i.test(name);
        return {
          crlsDer: fitting.filter(({ name }) => !isAnswer(name)).flatMap(({ bytes }) => readLists(bytes)),
          ocspResponsesDer: fitting
            .filter(({ name }) => isAnswer(name))
            .map(({ bytes }) => new Uint8Array(bytes)),
        };
      } catch (cause) {
        const message = 'The folder with revocation lists cannot be read.';
        throw new SigningError('validation-data-incomplete', message, { cause });
      }
    },
  };
}

function readLists(file: Uint8Array): Uint8Array[] {
  const isPem = latin1(file.subarray(0, 64)).trimStart().startsWith('-----');
  return isPem ? readPemBlocks(latin1(file), 'X509 CRL') : [new Uint8Array(file)];
}
