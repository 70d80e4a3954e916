import type { CollectValidationData, RevocationSource, TimestampAuthority } from '@sealwright/signing-core';
import { collectValidationData, createTimestamper, type Timestamper } from '@sealwright/signing-core';
import { httpRevocationSource, httpTimestampAuthority } from '@sealwright/signing-core/online';
import { developmentServices } from '../provisioning/development-services.js';
import { CliError, exitCodes } from '../terminal/cli-error.js';
import { readInput } from './input-file.js';
import { firstKnowing, revocationFiles } from './revocation-files.js';

export interface LongTermChoice {
  readonly tsa?: readonly string[];
  readonly tsaTrust?: readonly string[];
  readonly trust?: readonly string[];
  readonly crl?: readonly string[];
}

/** What lifts a file above B-B. */
export interface LongTermMeans {
  readonly timestamper: Timestamper;
  readonly collect: CollectValidationData;
  /** PEM texts of every root that was used to check timestamps and chains. */
  readonly rootsPem: readonly string[];
  /** Timestamps come from our own authority on this machine. */
  readonly isDevelopment: boolean;
}

export interface LongTermSurroundings {
  readonly dataDir: string;
  /** True when the key is the development key, whose authority can also stamp time. */
  readonly mayUseDevelopment: boolean;
  /** Roots of the seal's own certificate. */
  readonly rootsPem: readonly string[];
  readonly report: (line: string) => void;
}

/**
 * The authorities that --tsa names, in their order, and where revocation data comes from: files, then the addresses in
 * the certificates. Without --tsa, and only for the development key, the development authority.
 *
 * @throws CliError `timestamp-authority-missing`, `timestamp-trust-missing` with exit code 64.
 */
export async function chooseLongTerm(
  choice: LongTermChoice,
  surroundings: LongTermSurroundings,
): Promise<LongTermMeans> {
  const given = readAll([...(choice.trust ?? []), ...(choice.tsaTrust ?? [])]);
  const files = choice.crl === undefined ? [] : [revocationFiles(choice.crl)];
  if (choice.tsa === undefined) return developmentMeans(files, given, surroundings);
  if (given.length === 0) {
    throw usage(
      'timestamp-trust-missing',
      'Name the root certificate of the timestamp authority with --tsa-trust: a timestamp is checked before it is used.',
    );
  }
  const hosts = choice.tsa.flatMap((url) => (URL.canParse(url) ? [new URL(url).hostname] : []));
  const authorities = choice.tsa.map((url) => httpTimestampAuthority({ url, allowHosts: hosts }));
  const sources = [...files, httpRevocationSource({ allowHosts: hosts })];
  return means(authorities, sources, {
    rootsPem: [...given, ...surroundings.rootsPem],
    isDevelopment: false,
    report: surroundings.report,
  });
}

async function developmentMeans(
  files: readonly RevocationSource[],
  given: readonly string[],
  { dataDir, mayUseDevelopment, rootsPem, report }: LongTermSurroundings,
): Promise<LongTermMeans> {
  if (!mayUseDevelopment) {
    throw usage(
      'timestamp-authority-missing',
      'Levels above B-B need a timestamp authority: name one with --tsa URL and its root with --tsa-trust PEM.',
    );
  }
  const services = await developmentServices(dataDir, () => new Date());
  return means([services.timestampAuthority], [...files, services.revocationSource], {
    rootsPem: [services.trustedRootsPem, ...given, ...rootsPem],
    isDevelopment: true,
    report,
  });
}

function means(
  authorities: readonly TimestampAuthority[],
  sources: readonly RevocationSource[],
  {
    rootsPem,
    isDevelopment,
    report,
  }: Pick<LongTermMeans, 'rootsPem' | 'isDevelopment'> & { report: (line: string) => void },
): LongTermMeans {
  const roots = [...new Set(rootsPem)];
  const timestamper = createTimestamper(authorities, {
    trustedRootsPem: roots,
    onFailure: ({ name }, error) => report(`Timestamp authority ${name}: ${error.message}`),
  });
  const source = firstKnowing(sources);
  return {
    timestamper,
    collect: (pdf) => collectValidationData(pdf, { trustedRootsPem: roots, source, at: new Date() }),
    rootsPem: roots,
    isDevelopment,
  };
}

function readAll(paths: readonly string[]): string[] {
  return paths.map((path) => readInput(path).toString('utf8'));
}

function usage(code: string, sentence: string): CliError {
  return new CliError(code, sentence, { exitCode: exitCodes.usage });
}
