import type { SignatureReport, VerificationCheck } from '@sealwright/signing-core';

type State = 'pass' | 'warn' | 'fail' | 'note';
type Row = readonly [state: State, label: string, words: string];

const marks: Record<State, string> = { pass: '✓', warn: '!', fail: '✗', note: '·' };
const LABEL_WIDTH = 15;

export function markOf(state: State): string {
  return marks[state];
}

/** One line for each question a person asks of a signature, then what failed or should be known. */
export function describeSignature(
  signature: SignatureReport,
  checks: readonly VerificationCheck[],
): string[] {
  const rows: Row[] = [
    ...docMdp(signature),
    ...fieldMdp(signature),
    certificate(signature),
    revocation(signature),
    time(signature),
    level(signature),
    ...claims(signature),
    ...signature.findings.map(({ detail }): Row => ['warn', 'To know', detail]),
    ...checks.filter(({ state }) => state === 'fail').map(({ detail }): Row => ['fail', 'Why', detail]),
  ];
  return [
    ...[integrity(signature), coverage(signature), changes(signature)].map(lineOf),
    ...signature.modificationDetails.map((detail) => `${' '.repeat(LABEL_WIDTH + 6)}- ${detail}`),
    ...rows.map(lineOf),
  ];
}

function lineOf([state, label, words]: Row): string {
  return `   ${marks[state]} ${label.padEnd(LABEL_WIDTH)} ${words}`;
}

function integrity({ integrity: found }: SignatureReport): Row {
  if (found === 'intact') return ['pass', 'Integrity', 'the signed bytes are exactly as they were signed'];
  if (found === 'broken') return ['fail', 'Integrity', 'the signed bytes do not match the signature'];
  return ['warn', 'Integrity', 'made in a way that cannot be judged here'];
}

function coverage({ coverage: found }: SignatureReport): Row {
  if (found === 'whole-file') return ['pass', 'Coverage', 'the whole file'];
  if (found === 'earlier-revision')
    return ['pass', 'Coverage', 'the file as it was then; more was added later'];
  return ['fail', 'Coverage', 'bytes are left out where no signature may leave them out'];
}

function changes({ modifications, coverage: covers }: SignatureReport): Row {
  if (modifications === 'forbidden') return ['fail', 'Changes since', 'something it does not allow'];
  if (modifications === 'permitted') return ['pass', 'Changes since', 'only what it allows'];
  return ['pass', 'Changes since', covers === 'whole-file' ? 'none' : 'none that matter'];
}

const permissions = {
  1: 'no changes',
  2: 'filling in and signing',
  3: 'filling in, signing and comments',
} as const;

function docMdp({ docMdp: found }: SignatureReport): Row[] {
  if (!found) return [];
  const words = `allows ${permissions[found.permission]}; ${found.obeyed ? 'obeyed' : 'not obeyed'}`;
  return [[found.obeyed ? 'pass' : 'fail', 'Certification', words]];
}

function fieldMdp({ fieldMdp: found }: SignatureReport): Row[] {
  if (!found) return [];
  const state = found.obeyed ? 'pass' : 'fail';
  const outcome = found.obeyed ? 'untouched' : 'changed';
  return found.locks.map((lock) => [state, 'Locked fields', `${wordsOf(lock)}; ${outcome}`]);
}

function wordsOf({
  action,
  fields,
}: {
  action: 'all' | 'include' | 'exclude';
  fields: readonly string[];
}): string {
  const names = fields.map((name) => JSON.stringify(name)).join(', ');
  return { all: 'all fields', include: names, exclude: `all fields but ${names}` }[action];
}

function certificate({ certificate: found, fingerprintSha256Hex }: SignatureReport): Row {
  const print = fingerprintSha256Hex === null ? '' : ` (SHA-256 ${fingerprintSha256Hex})`;
  if (found === 'trusted') return ['pass', 'Certificate', `leads to a root you trust${print}`];
  if (found === 'untrusted') return ['warn', 'Certificate', `leads to no root you trust${print}`];
  return ['fail', 'Certificate', `not acceptable${print}`];
}

function revocation({ revocation: found }: SignatureReport): Row {
  if (found === 'good') return ['pass', 'Revocation', 'not revoked, by data in the file'];
  if (found === 'revoked') return ['fail', 'Revocation', 'revoked'];
  if (found === 'unknown') return ['warn', 'Revocation', 'the data in the file does not say'];
  return ['note', 'Revocation', 'not checked: the file brings no data on it, and nothing is fetched'];
}

function time({ kind, provenTime, claimedTime }: SignatureReport): Row {
  const claimed = claimedTime === null ? '' : `claimed ${claimedTime.toISOString()}`;
  if (provenTime === null && kind === 'document-timestamp') {
    return ['warn', 'Time', 'not proven: the timestamp leads to no root you trust'];
  }
  if (provenTime === null) {
    return ['note', 'Time', claimed === '' ? 'none stated' : `${claimed}, proven by nobody`];
  }
  const how = provenTime.source === 'signature-timestamp' ? 'signature timestamp' : 'document timestamp';
  const proof = `${provenTime.time.toISOString()}, proven by ${provenTime.authorityCommonName} (${how})`;
  return ['pass', 'Time', claimed === '' ? proof : `${proof}; ${claimed}`];
}

function level({ level: found, kind }: SignatureReport): Row {
  if (kind === 'document-timestamp') return ['note', 'Level', 'a timestamp has none of its own'];
  return found === null
    ? ['note', 'Level', 'not a PAdES baseline signature']
    : ['pass', 'Level', `PAdES ${found}`];
}

function claims({ name, reason }: SignatureReport): Row[] {
  const said = [name && `name ${JSON.stringify(name)}`, reason && `reason ${JSON.stringify(reason)}`];
  const words = said.filter(Boolean).join(', ');
  return words === '' ? [] : [['note', 'Claims', words]];
}
