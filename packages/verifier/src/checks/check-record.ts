import {
  type AuditCheckId,
  AuditError,
  type AuditJson,
  type AuditReport,
  readAuditJson,
  verifyAuditJson,
} from '@sealwright/audit';
import type { CheckList } from '../check-list.js';
import type { CertificateFile } from '../files/certificate-file.js';

export interface CheckedRecord {
  readonly json: AuditJson;
  readonly report: AuditReport;
}

const attached = { id: 'attached', title: 'The record is attached' };
const ending = { id: 'ending', title: 'The record reaches the end' };
const key = { id: 'sealer', title: 'Sealed with the key the record names' };
const others = { id: 'attachments', title: 'Attached files' };

const titles: Partial<Record<AuditCheckId, string>> = {
  chain: 'No event missing or changed',
  head: 'The chain ends where it says',
  'decoded-events': 'What you read is what was hashed',
  documents: 'Document hashes come from the events',
  'shown-documents': 'What people saw is what was sealed',
  'seal-key': 'The key is the one the events name',
  'personal-values': 'Personal values',
  'unknown-members': 'Parts this version does not know',
};

const ENDINGS = new Set(['envelope.completed', 'envelope.declined', 'envelope.voided', 'envelope.expired']);

/** The attached record by itself: chain, commitments, readable copies, hashes, key. Null when there is none to check. */
export function checkRecord(file: CertificateFile, list: CheckList): CheckedRecord | null {
  const json = readRecord(file, list);
  if (json === null) return null;
  const report = verifyAuditJson(json);
  for (const { id, state, detail } of report.checks) {
    const about = { id, title: titles[id] ?? id };
    if (state === 'pass') list.pass('record', about, detail);
    else if (state === 'warn') list.warn('record', about, detail);
    else list.fail('record', about, detail);
  }
  checkEnding(report, list);
  checkKey(file, json, list);
  if (file.strangers.length > 0) {
    const names = file.strangers.map((name) => JSON.stringify(name)).join(', ');
    list.warn(
      'record',
      others,
      `Not checked, because no certificate of this version carries them: ${names}.`,
    );
  }
  return { json, report };
}

function readRecord(file: CertificateFile, list: CheckList): AuditJson | null {
  const bytes = file.attachments.get('record');
  if (file.problem !== null || bytes === undefined) {
    const missing = 'No record (audit.json) is attached: this PDF is not an audit certificate of Sealwright.';
    list.fail('record', attached, file.problem ?? missing);
    return null;
  }
  try {
    const json = readAuditJson(bytes);
    list.pass(
      'record',
      attached,
      `The record of ${json.stream.replace(':', ' ')} is attached and was sealed with the pages.`,
    );
    return json;
  } catch (error) {
    if (!(error instanceof AuditError)) throw error;
    // Nothing in it is known to be wrong: a verifier of today cannot say anything about a form of tomorrow.
    if (error.code === 'audit-json-version-unknown') list.leaveOpen('record', attached, error.message);
    else list.fail('record', attached, error.message);
    return null;
  }
}

/** A record that was cut before its end can be a genuine one from an earlier day; a certificate is only made at the end. */
function checkEnding({ events }: AuditReport, list: CheckList): void {
  const last = events.at(-1);
  const isEnd = last !== undefined && ENDINGS.has(last.type);
  list.expect(
    'record',
    ending,
    isEnd,
    `The last event says that the envelope was ${last?.type.split('.')[1] ?? ''}, on ${last?.at ?? ''}.`,
    'The record stops before the envelope ended: events are missing at its end.',
  );
}

function checkKey(file: CertificateFile, { sealKey }: AuditJson, list: CheckList): void {
  const used = file.seal?.keyFingerprintSha256Hex ?? null;
  if (sealKey === null) {
    list.fail(
      'record',
      key,
      'The record names no seal key, so it does not say who may seal this certificate.',
    );
    return;
  }
  list.expect(
    'record',
    key,
    used === sealKey.keyFingerprintSha256Hex,
    `The certificate is sealed with the key the record names (SHA-256 ${sealKey.keyFingerprintSha256Hex}).`,
    'The certificate is sealed with another key than the record inside it names: somebody sealed it anew.',
  );
}
