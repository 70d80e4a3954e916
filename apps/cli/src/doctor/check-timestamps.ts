import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import {
  createTimestamper,
  parseCertificate,
  TimestampError,
  type TimestampToken,
} from '@sealwright/signing-core';
import { httpTimestampAuthority } from '@sealwright/signing-core/online';
import { judgeRevocation } from './check-revocation.js';
import { type Check, type Finding, fail, finding, ok, reasonOf, Unwell, warn } from './finding.js';

const timeLimitMs = 8_000;
const clockToleranceMs = 2_000;
const dayMs = 86_400_000;
const defaultRenewDays = 90;

/** Each authority is asked for a real timestamp; then whether revocation data for B-LT can be had. */
export const checkTimestamps: Check = {
  name: 'timestamps',
  async run(environment) {
    const addresses = (environment.TIMESTAMP_AUTHORITIES ?? '').split(/[\s,]+/).filter(Boolean);
    if (addresses.length === 0) return ok('No authority is configured; files are sealed at level B-B.');
    const trustedRootsPem = readRoots(environment.TIMESTAMP_TRUST_FILE);
    const seen = await Promise.all(addresses.map((address) => ask(address, trustedRootsPem, environment)));
    const tokens = seen.flatMap(({ token }) => (token ? [token] : []));
    const revocation = await finding('revocation data', () =>
      judgeRevocation(environment, tokens, trustedRootsPem),
    );
    return [...seen.map((one) => one.finding), revocation];
  },
};

function readRoots(file: string | undefined): readonly string[] {
  const remedy = 'Name the PEM file with the roots of the authorities in TIMESTAMP_TRUST_FILE.';
  if (!file) throw new Unwell('TIMESTAMP_TRUST_FILE is not set.', remedy);
  try {
    return [readFileSync(file, 'utf8')];
  } catch (cause) {
    throw new Unwell(`TIMESTAMP_TRUST_FILE cannot be read: ${reasonOf(cause)}.`, remedy, { cause });
  }
}

async function ask(
  address: string,
  trustedRootsPem: readonly string[],
  environment: NodeJS.ProcessEnv,
): Promise<{ finding: Finding; token: TimestampToken | null }> {
  const url = URL.parse(address);
  const name = 'timestamps';
  const host = url?.host ?? 'An address that cannot be read';
  const sent = Date.now();
  try {
    const token = await request(address, trustedRootsPem);
    const renewDays = Number(environment.TIMESTAMP_RENEW_DAYS) || defaultRenewDays;
    const judged = judgeToken(token, { sentMs: sent, receivedMs: Date.now(), renewDays });
    return { token, finding: { name, ...judged, detail: `${host}: ${judged.detail}` } };
  } catch (error) {
    const detail =
      error instanceof TimestampError ? (error.failures[0]?.error.message ?? error.message) : reasonOf(error);
    const remedy =
      'Check the address, the way out of the sealer’s network, and that TIMESTAMP_TRUST_FILE holds the authority’s root. Seals that require a timestamp wait meanwhile.';
    return { token: null, finding: { name, ...fail(`${host}: no usable timestamp. ${detail}`, remedy) } };
  }
}

/** As the sealer asks: user and password of the address travel as a header, its host may be private. */
async function request(address: string, trustedRootsPem: readonly string[]): Promise<TimestampToken> {
  const url = new URL(address);
  const login = `${decodeURIComponent(url.username)}:${decodeURIComponent(url.password)}`;
  const headers = url.username ? { authorization: `Basic ${Buffer.from(login).toString('base64')}` } : {};
  url.username = '';
  url.password = '';
  const authority = httpTimestampAuthority({ url: url.href, headers, allowHosts: [url.host], timeLimitMs });
  const digest = Uint8Array.from(randomBytes(32));
  return await createTimestamper([authority], { trustedRootsPem, timeLimitMs })({
    digestAlgorithm: 'sha256',
    digest,
  });
}

/** The authority's time lies somewhere between the request and its answer. */
export function judgeToken(
  {
    time,
    accuracyMs,
    signerCertificateDer,
  }: Pick<TimestampToken, 'time' | 'accuracyMs' | 'signerCertificateDer'>,
  seen: { readonly sentMs: number; readonly receivedMs: number; readonly renewDays: number },
): Omit<Finding, 'name'> {
  const atMs = time.getTime();
  // Most authorities tell whole seconds.
  const roundedMs = Math.max(accuracyMs ?? 0, 1_000);
  const aheadMs = Math.max(seen.sentMs - atMs - roundedMs, atMs - seen.receivedMs - roundedMs, 0);
  if (aheadMs > clockToleranceMs) {
    const seconds = (aheadMs / 1_000).toFixed(1);
    return fail(
      `its clock and ours differ by ${seconds} s.`,
      'Turn on time synchronisation (NTP) on this machine.',
    );
  }
  const { notAfter, displayName } = parseCertificate(signerCertificateDer);
  const end = notAfter.toISOString().slice(0, 10);
  if (notAfter.getTime() - seen.receivedMs < seen.renewDays * dayMs) {
    return warn(
      `valid, signed by ${displayName}, whose certificate ends on ${end}: sooner than archive timestamps are renewed.`,
      'Ask the authority for its next certificate, or lower TIMESTAMP_RENEW_DAYS.',
    );
  }
  const milliseconds = Math.round(seen.receivedMs - seen.sentMs);
  return ok(
    `A valid timestamp in ${milliseconds} ms, signed by ${displayName} until ${end}; the clocks agree.`,
  );
}
