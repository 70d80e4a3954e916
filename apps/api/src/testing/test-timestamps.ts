import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  createDevelopmentAuthority,
  type DevelopmentAuthority,
  type TimestampAuthority,
} from '@sealwright/signing-core';
import {
  developmentRevocationSource,
  issueTimestampKey,
  opensslTimestampAuthority,
  serveTimestamps,
  type TimestampServer,
} from '@sealwright/signing-core/development';
import { freePort } from './free-port.js';

const dayMs = 86_400_000;

/**
 * `verbose`: sends so many certificates along that its tokens are longer than ever before. `down`: nobody listens.
 * `silent`: listens and never answers. `replays`: the answer to somebody else's request.
 */
export type TimestampMode = 'answers' | 'verbose' | 'down' | 'silent' | 'replays';

/** A real timestamp authority (`openssl ts`) and the revocation lists of its CA, which can be made to misbehave. */
export interface TestTimestamps {
  /** The sealer's variables. */
  readonly environment: Readonly<Record<string, string>>;
  readonly name: string;
  /** Requests that reached it. */
  readonly asked: () => number;
  become(mode: TimestampMode): Promise<void>;
  /** Takes the revocation lists away, or puts fresh ones. */
  revocation(state: 'there' | 'missing'): Promise<void>;
  close(): Promise<void>;
}

export interface TestTimestampOptions {
  readonly authority: DevelopmentAuthority;
  readonly trustFile: string;
  readonly dir: string;
  /** How long the authority's certificate lasts from now; 1000 days when left out. */
  readonly validDays?: number;
}

export async function createTestTimestamps(options: TestTimestampOptions): Promise<TestTimestamps> {
  const { authority, trustFile, dir, validDays = 1_000 } = options;
  const key = await issueTimestampKey(authority, {
    organisation: 'Test',
    commonName: 'Test timestamps',
    notBefore: new Date(Date.now() - dayMs),
    notAfter: new Date(Date.now() + validDays * dayMs),
  });
  const chainPem = authority.issuingCertificatePem;
  const openssl = await opensslTimestampAuthority({ directory: join(dir, 'tsa'), chainPem, ...key });
  const verbose = await opensslTimestampAuthority({
    directory: join(dir, 'verbose-tsa'),
    chainPem: chainPem + (await strangersPem()),
    ...key,
  });
  const port = await freePort();
  const lists = join(dir, 'crl');
  const told = { mode: 'answers' as TimestampMode, asked: 0 };
  const fickle = moody(openssl, verbose, told);
  let server: TimestampServer | null = null;
  const become = async (mode: TimestampMode) => {
    told.mode = mode;
    if (mode === 'down') {
      await server?.close();
      server = null;
    } else server ??= await serveTimestamps(fickle, { port });
  };
  const revocation = (state: 'there' | 'missing') => writeLists(authority, lists, state);
  await become('answers');
  await revocation('there');
  const name = `http://127.0.0.1:${port}/`;
  return {
    environment: {
      TIMESTAMP_AUTHORITIES: name,
      TIMESTAMP_TRUST_FILE: trustFile,
      REVOCATION_DIR: lists,
      REVOCATION_ONLINE: 'no',
    },
    name,
    asked: () => told.asked,
    ...{ become, revocation },
    close: async () => await server?.close(),
  };
}

/** About 12 kB of certificates that have nothing to do with anything. */
async function strangersPem(): Promise<string> {
  const names = { organisation: 'Strangers', rootCommonName: 'Root', issuingCommonName: 'Issuing' };
  const made = Array.from({ length: 12 }, () => createDevelopmentAuthority(names, new Date()));
  const all = await Promise.all(made);
  return all.map((one) => one.issuingCertificatePem + one.rootCertificatePem).join('');
}

function moody(
  openssl: TimestampAuthority,
  verbose: TimestampAuthority,
  told: { readonly mode: TimestampMode; asked: number },
): TimestampAuthority {
  let earlier: Uint8Array | null = null;
  return {
    name: openssl.name,
    respond: async (requestDer, signal) => {
      told.asked += 1;
      if (told.mode === 'silent') await new Promise((resolve) => setTimeout(resolve, 30_000).unref());
      if (told.mode === 'replays' && earlier) return earlier;
      const answering = told.mode === 'verbose' ? verbose : openssl;
      earlier = await answering.respond(requestDer, signal);
      return earlier;
    },
  };
}

async function writeLists(
  authority: DevelopmentAuthority,
  lists: string,
  state: 'there' | 'missing',
): Promise<void> {
  mkdirSync(lists, { recursive: true });
  const nothing = new Uint8Array();
  const source = developmentRevocationSource(authority, () => new Date());
  const { crlsDer } = await source.find({ certificateDer: nothing, issuerDer: nothing });
  for (const [index, der] of crlsDer.entries())
    writeFileSync(join(lists, `${index}.crl`), state === 'there' ? der : new Uint8Array());
}
