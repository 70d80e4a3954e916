import type { AuditJson } from '@sealwright/audit';
import type { CheckList } from '../check-list.js';
import type { CertificateFile } from '../files/certificate-file.js';

const owner = { id: 'seal', title: 'Whose seal it is' };
const revoked = { id: 'revocation', title: 'The seal’s certificate was not revoked' };
const origin = { id: 'key-origin', title: 'Where the key lives' };

/** Whether the seal leads to a root the reader gave; without one the answer is never yes. */
export function checkTrust(
  { verification }: CertificateFile,
  record: AuditJson | null,
  hasRoots: boolean,
  list: CheckList,
): void {
  const own = verification.signatures.find(({ kind }) => kind === 'signature');
  if (!own) return;
  const name = own.signerCommonName ?? 'somebody without a name';
  if (own.certificate === 'trusted') {
    list.pass('trust', owner, `The seal is that of ${name}, vouched for by a root you gave.`);
    if (verification.verdict === 'indeterminate') {
      const why = verification.checks.filter(({ state }) => state === 'warn').at(-1)?.detail;
      list.leaveOpen(
        'trust',
        { id: 'timestamps', title: 'Its timestamps' },
        why ?? 'A timestamp of the seal leads to no root you gave.',
      );
    }
  } else if (own.certificate === 'invalid') {
    const why = failureOf(verification, 'certificate');
    list.fail('trust', owner, why ?? 'The X.509 certificate of the seal is not acceptable.');
  } else {
    const why = hasRoots
      ? 'it leads to none of the roots you gave'
      : 'you gave no root certificate to hold it against';
    list.leaveOpen(
      'trust',
      owner,
      `The seal says it is that of ${name}; ${why}. Anybody can make a key of this name.`,
    );
  }
  if (own.revocation === 'good') list.pass('trust', revoked, 'By the data in the file it was not revoked.');
  else if (own.revocation === 'revoked')
    list.fail('trust', revoked, failureOf(verification, 'revocation') ?? 'It was revoked.');
  else list.leaveOut('trust', revoked, 'The file brings no data about it, and nothing is fetched.');
  if (record?.sealKey) tellOrigin(record.sealKey, list);
}

function failureOf(
  { checks }: CertificateFile['verification'],
  rule: 'certificate' | 'revocation',
): string | undefined {
  return checks.find(({ id, state }) => state === 'fail' && id.endsWith(`.${rule}`))?.detail;
}

function tellOrigin({ origin: from, softToken }: NonNullable<AuditJson['sealKey']>, list: CheckList): void {
  if (softToken) {
    list.warn(
      'trust',
      origin,
      'In a token made of software, for trying out: whoever owns that machine could copy the key.',
    );
  } else if (from === 'generated-in-token') {
    list.pass('trust', origin, 'By the record it was born in a hardware token and never left it.');
  } else {
    list.warn('trust', origin, 'By the record it was not born in its token, so a copy may exist elsewhere.');
  }
}
