import {
  checkTokenForm,
  isOwnRevision,
  readPemBlocks,
  readTrustedRoots,
  type SignatureReport,
  type VerificationCheck,
  type VerificationReport,
} from '@sealwright/signing-core/verify';
import type { CheckList } from '../check-list.js';
import { type CertificateFile, withoutAdvice } from '../files/certificate-file.js';

const readable = { id: 'readable', title: 'The file can be read' };
const intact = { id: 'intact', title: 'Unchanged since it was sealed' };
const whole = { id: 'whole', title: 'The whole file is sealed' };
const exact = { id: 'exact', title: 'Nothing hidden beside the seal' };
const stamps = { id: 'timestamps', title: 'Its timestamps' };
const time = { id: 'time', title: 'When it was sealed' };

/** Whether every byte of the certificate is as it was sealed. False: there is no point in going on. */
export async function checkSeal(file: CertificateFile, list: CheckList): Promise<boolean> {
  const { verification, seals, seal } = file;
  const first = findDamage(verification);
  if (verification.signatures.length === 0) {
    const unsealed = 'It carries no seal: it was never sealed, or its end was cut off.';
    list.fail('seal', readable, first && first.id !== 'signed' ? withoutAdvice(first.detail) : unsealed);
    return false;
  }
  list.pass('seal', readable, 'The certificate is a PDF that reads in one way only.');
  const sound = list.expect(
    'seal',
    intact,
    first === undefined && seals !== null,
    'Every signed byte of the certificate is as it was when it was sealed.',
    wordDamage(first),
  );
  await checkCoverage(file, list);
  if (seal) tellTime(verification.signatures, list);
  // To ordinary readers a timestamp that proves nothing is none; here its bytes would be bytes nobody vouches for.
  const weak = verification.checks.find(
    ({ id, state }) => state === 'warn' && id.endsWith('timestamp-authority'),
  );
  if (weak) list.leaveOpen('seal', stamps, weak.detail);
  return sound && seal !== null;
}

/** The first thing wrong with the bytes. Whose seal it is, and whether its X.509 certificate held, is another question. */
function findDamage({ checks, signatures }: VerificationReport): VerificationCheck | undefined {
  const own = signatures.find(({ kind }) => kind === 'signature');
  const isAboutOwner = own?.certificate === 'invalid' || own?.revocation === 'revoked';
  return checks.find(
    ({ id, state }) =>
      state === 'fail' && !(isAboutOwner && /^signature-\d+\.(certificate|revocation)$/.test(id)),
  );
}

function wordDamage(check: VerificationCheck | undefined): string {
  if (check === undefined) return 'The seal of the certificate cannot be read.';
  const wasAppended = check.id.endsWith('modifications');
  return wasAppended
    ? `Something was put behind the seal that changes the file. ${check.detail}`
    : check.detail;
}

/** One seal, certified with "no changes", and nothing behind it but timestamps and what they need. */
async function checkCoverage(
  { verification, seals, seal, bytes }: CertificateFile,
  list: CheckList,
): Promise<void> {
  const own = verification.signatures.find(({ kind }) => kind === 'signature');
  if (!seal) {
    list.fail('seal', whole, 'An audit certificate has exactly one seal; this file does not.');
    return;
  }
  if (own?.docMdp?.permission !== 1 || !own.docMdp.obeyed) {
    const detail = 'The seal does not certify the file as final, so something could be added to it.';
    list.fail('seal', whole, detail);
    return;
  }
  const end = seals?.seals.at(-1)?.signedEnd ?? 0;
  const added = bytes.length - end;
  if (added === 0) {
    const detail = 'The seal certifies the file as final, and nothing stands behind what is covered.';
    list.pass('seal', whole, detail);
  } else if (await isOwnRevision(bytes, end)) {
    const detail = `The seal certifies the file as final. Behind it stand only data for checking it later (${added} bytes, unchanged).`;
    list.pass('seal', whole, detail);
  } else {
    // What a later tool appended in good faith looks no different from what was changed.
    const bytesAtEnd =
      added === 1 ? 'The last byte of the file is' : `The last ${added} bytes of the file are`;
    const detail = `${bytesAtEnd} covered by no seal and no timestamp, and not what the sealer writes: somebody added or changed them.`;
    list.fail('seal', whole, detail);
  }
}

function tellTime(signatures: readonly SignatureReport[], list: CheckList): void {
  const own = signatures.find(({ kind }) => kind === 'signature');
  if (own?.provenTime) {
    const { time: at, authorityCommonName } = own.provenTime;
    list.pass('seal', time, `Sealed before ${at.toISOString()}, by a timestamp of ${authorityCommonName}.`);
    return;
  }
  const claimed = own?.claimedTime?.toISOString();
  const stamped = signatures.length > 1;
  const why = stamped ? 'its timestamp leads to no root you gave' : 'no timestamp proves it';
  list.leaveOut(
    'seal',
    time,
    claimed ? `The seal says ${claimed}; ${why}.` : `The seal says no time; ${why}.`,
  );
}

/**
 * The few bytes a signature cannot cover are its own container: they must be exactly what the sealer writes, with the
 * certificates the sealed record names. `recordChainPem`: from the record.
 */
export async function checkExactBytes(
  file: CertificateFile,
  recordChainPem: string,
  trustedRootsPem: readonly string[],
  list: CheckList,
): Promise<void> {
  const all = file.seals?.seals ?? [];
  const named = readCertificates(recordChainPem);
  if (!all.every(({ isOwnForm }) => isOwnForm)) {
    list.fail(
      'seal',
      exact,
      'The container of a signature is not written as the sealer writes it: somebody changed it.',
    );
    return;
  }
  const own = file.seal?.certificatesDer ?? [];
  if (!own.every((der) => named.some((other) => sameBytes(der, other)))) {
    list.fail('seal', exact, 'The seal carries an X.509 certificate that the record does not name.');
    return;
  }
  const known = [...named, ...readTrustedRoots(trustedRootsPem).map(({ der }) => der), ...storeOf(file)];
  for (const token of all.flatMap(({ tokensDer }) => tokensDer)) {
    const form = await checkTokenForm(token, known, file.seals?.storeCertificatesDer ?? []);
    if (form.state === 'altered') return list.fail('seal', exact, form.detail);
    if (form.state === 'unknown') return list.leaveOpen('seal', exact, form.detail);
  }
  list.pass(
    'seal',
    exact,
    'The bytes no signature can cover, those of the seal itself, are what the sealer writes.',
  );
}

/** The security store counts as far as a seal or timestamp covers it. */
function storeOf({ seals, bytes }: CertificateFile): readonly Uint8Array[] {
  return seals?.seals.at(-1)?.signedEnd === bytes.length ? seals.storeCertificatesDer : [];
}

function readCertificates(pem: string): Uint8Array[] {
  try {
    return readPemBlocks(pem, 'CERTIFICATE');
  } catch {
    return [];
  }
}

const sameBytes = (left: Uint8Array, right: Uint8Array): boolean =>
  left.length === right.length && left.every((byte, index) => byte === right[index]);
