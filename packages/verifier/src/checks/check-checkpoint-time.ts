import { parseSignedNote } from '@sealwright/audit/log';
import { checkTimestampToken, readTrustedRoots } from '@sealwright/signing-core/verify';
import type { CheckList } from '../check-list.js';
import { digestOf } from '../digest.js';
import type { CertificateFile } from '../files/certificate-file.js';
import type { CheckedLog } from './check-log.js';

const about = { id: 'timestamp', title: 'When the log was in that state' };

/** The RFC 3161 timestamp over the checkpoint's text: an authority outside saw it then. */
export async function checkCheckpointTime(
  file: CertificateFile,
  { checkpoint }: CheckedLog,
  trust: { readonly trustedRootsPem: readonly string[]; readonly at: Date | undefined },
  list: CheckList,
): Promise<void> {
  const token = file.attachments.get('checkpoint-timestamp');
  if (token === undefined) {
    list.leaveOut('log', about, 'No outside authority has put a time on this state of the log.');
    return;
  }
  const text = new TextEncoder().encode(parseSignedNote(checkpoint).text);
  const found = await checkTimestampToken(token, (algorithm) => digestOf(algorithm, text), {
    roots: readTrustedRoots(trust.trustedRootsPem),
    ...(trust.at && { at: trust.at }),
  });
  if (found.integrity === 'broken') {
    list.fail('log', about, found.detail);
    return;
  }
  const at = found.statement.time.toISOString();
  if (found.path.state === 'trusted')
    list.pass('log', about, `On ${at}, by an authority one of your roots vouches for.`);
  else list.leaveOut('log', about, `A timestamp says ${at}; its authority leads to no root you gave.`);
}
