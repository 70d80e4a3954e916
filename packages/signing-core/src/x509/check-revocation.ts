import { type ParsedCertificate, parseReadable } from './certificate.js';
import { judgeByCrl } from './check-crl.js';
import { judgeByOcsp } from './check-ocsp.js';
import type { EvidenceTimes } from './evidence.js';
import { type ParsedCrl, parseCrl } from './parse-crl.js';
import { type ParsedOcspResponse, parseOcspResponse } from './parse-ocsp.js';
import type { CertificateRevocation, RevocationResult, RevocationStatus } from './revocation-status.js';
import type { ValidationData } from './validation-data.js';

export interface RevocationOptions {
  /** Evidence that claims to be younger than this is refused: the present, or a time by which it is proven to exist. */
  readonly notLaterThan?: Date;
}

/** What comes from a file is capped; the lists of a real file are a handful. */
const MAX_CRLS = 64;
const MAX_ANSWERS = 64;
const MAX_CERTIFICATES = 128;

/**
 * The state of every certificate of a validated path (leaf first, root last) at the time `at`, from the given lists
 * and answers alone. A certificate about which nothing conclusive is there is `unknown`, never good.
 */
export async function checkRevocation(
  path: readonly ParsedCertificate[],
  data: ValidationData,
  at: Date,
  options: RevocationOptions = {},
): Promise<RevocationResult> {
  const evidence = new Evidence(data, { at, notLaterThan: options.notLaterThan ?? null });
  const certificates: CertificateRevocation[] = [];
  for (const certificate of path) {
    certificates.push({ certificate, status: await evidence.statusOf(certificate, path) });
  }
  const states = certificates.map(({ status }) => status.state);
  const state = states.includes('revoked') ? 'revoked' : states.includes('unknown') ? 'unknown' : 'good';
  return { state, certificates };
}

class Evidence {
  private readonly crls: readonly ParsedCrl[];
  private readonly answers: readonly ParsedOcspResponse[];
  private readonly pool: readonly ParsedCertificate[];

  constructor(
    data: ValidationData,
    private readonly times: EvidenceTimes,
  ) {
    this.crls = readAll(data.crlsDer.slice(0, MAX_CRLS), parseCrl);
    this.answers = readAll(data.ocspResponsesDer.slice(0, MAX_ANSWERS), parseOcspResponse);
    this.pool = parseReadable(data.certificatesDer.slice(0, MAX_CERTIFICATES));
  }

  async statusOf(
    certificate: ParsedCertificate,
    path: readonly ParsedCertificate[],
  ): Promise<RevocationStatus> {
    const issuer = path[path.indexOf(certificate) + 1];
    if (!issuer) return { state: 'not-needed', detail: 'It is a trusted root.' };
    const fromLists = await this.fromCrls(certificate, issuer, path);
    const fromAnswers = await this.fromAnswers(certificate, issuer, path);
    return decide([...fromAnswers, ...fromLists]);
  }

  private async fromCrls(
    certificate: ParsedCertificate,
    issuer: ParsedCertificate,
    path: readonly ParsedCertificate[],
  ): Promise<RevocationStatus[]> {
    const root = path.at(-1) ?? issuer;
    const pool = [...path, ...this.pool];
    return collect(this.crls, (crl) =>
      judgeByCrl(crl, { certificate, issuer, root, pool, times: this.times }),
    );
  }

  private async fromAnswers(
    certificate: ParsedCertificate,
    issuer: ParsedCertificate,
    path: readonly ParsedCertificate[],
  ): Promise<RevocationStatus[]> {
    // A responder is checked against lists alone: answers about responders by responders would never end.
    const checkResponder = async (responder: ParsedCertificate): Promise<RevocationStatus> =>
      decide(await this.fromCrls(responder, issuer, path));
    const { times, pool } = this;
    return collect(this.answers, (answer) =>
      judgeByOcsp(answer, { certificate, issuer, times, pool, checkResponder }),
    );
  }
}

/** A revocation stands against any number of friendlier statements; a hold only against older ones. */
function decide(statuses: readonly RevocationStatus[]): RevocationStatus {
  const final = statuses.find((status) => status.state === 'revoked' && !status.onHold);
  if (final) return final;
  const conclusive = statuses.filter((status) => status.state === 'good' || status.state === 'revoked');
  const [newest] = conclusive.toSorted(
    (left, right) => right.thisUpdate.getTime() - left.thisUpdate.getTime(),
  );
  // A newer statement that has forgotten a revocation does not undo it.
  const revokedLater = statuses.find((status) => status.state === 'good' && status.revokedLater);
  if (newest?.state === 'good' && revokedLater) return revokedLater;
  const detail = 'No revocation list or OCSP answer is about it.';
  return newest ?? statuses[0] ?? { state: 'unknown', detail, notMentioned: true };
}

async function collect<Item>(
  items: readonly Item[],
  judge: (item: Item) => Promise<RevocationStatus | null>,
): Promise<RevocationStatus[]> {
  const found: RevocationStatus[] = [];
  for (const item of items) {
    try {
      const status = await judge(item);
      if (status) found.push(status);
    } catch {
      // What cannot be read to its end settles nothing.
      found.push({ state: 'unknown', detail: 'A revocation list or OCSP answer cannot be read.' });
    }
  }
  return found;
}

function readAll<Value>(values: readonly Uint8Array[], read: (der: Uint8Array) => Value): Value[] {
  return values.flatMap((der) => {
    try {
      return [read(der)];
    } catch {
      return [];
    }
  });
}
