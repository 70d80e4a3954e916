import type { CheckState, EvidenceReport, EvidenceStory, ToldRecipient } from '../evidence-report.js';
import type { FileRole } from '../files/sort-files.js';

/** Every word of the page that is not in the report itself. */
export const words = {
  title: 'Check an audit certificate',
  lead: 'Find out whether a record is complete and unaltered, and whether a document is the one that was signed. You need nobody’s permission, and no account.',
  promise:
    'Checked here, on this device. Nothing is uploaded: the page’s own security policy forbids every connection.',
  drop: 'Drop the audit certificate here',
  dropMore:
    'Add the sealed documents too, and they are compared with the record. Several files at once, or the whole evidence package.',
  dropAgain: 'Drop more files here, or',
  choose: 'Choose files',
  chooseMore: 'Add files',
  startOver: 'Start over',
  files: 'Files',
  remove: 'Remove',
  checkInstead: 'Check this one',
  isChecked: 'being checked',
  trustTitle: 'Hold it against what you trust',
  trustHint: 'Optional. Without it you learn whether anything was changed, not whose seal it is.',
  rootsLabel: 'Root certificates',
  rootsHint:
    'PEM text, from the organisation that sealed, on a way you trust. A .pem file can also be dropped above.',
  keysLabel: 'Keys of the log and its witnesses',
  keysHint: 'One per line, such as log.example.com+1a2b3c4d+AbC…',
  working: 'Checking',
  saveReport: 'Save this report',
  caveats: 'What to know',
  answers: 'The answers',
  story: 'What the record says',
  people: 'People',
  documents: 'Documents',
  events: 'Everything that happened',
  head: 'Last hash of the chain',
  sealedBy: 'Seal',
  erased: 'erased',
  copy: 'Receives a copy',
  noCertificate:
    'None of these PDFs is an audit certificate: no record can be read out of them. The certificate is the PDF called “Audit certificate”; whoever sent the documents has it beside the sealed ones. If it is the one you dropped, it is damaged.',
  onlyTrust: 'Add the audit certificate: these files only say what to hold it against.',
  hint: 'You came from the certificate of envelope',
  hintFits: 'This is the certificate the link was about.',
  hintDiffers: 'This is another certificate than the one the link was about.',
  failed: 'The check could not be finished',
  fingerprint: 'Fingerprint',
  asSent: 'SHA-256 as sent',
  asSealed: 'SHA-256 as sealed',
  keyHash: 'SHA-256 of its key',
  given: 'given',
  notGiven: 'not given',
  known: 'Known',
  notReached: 'Not checked, because what comes before it failed.',
} as const;

export const roleWords: Readonly<Record<FileRole, string>> = {
  certificate: 'Audit certificate',
  document: 'Document',
  roots: 'Root certificates you trust',
  'log-keys': 'Keys you trust',
  checkpoint: 'Kept checkpoint',
  'consistency-proof': 'Consistency proof',
  'part-of-certificate': 'Already part of the certificate',
  unusable: 'Not used',
};

export const verdictWords: Readonly<Record<EvidenceReport['verdict'], string>> = {
  valid: 'Valid',
  invalid: 'Not valid',
  indeterminate: 'Unaltered, but not yet trusted',
};

export const stateWords: Readonly<Record<CheckState, string>> = {
  pass: 'Yes',
  warn: 'Yes, but note',
  fail: 'No',
  unknown: 'Not known',
};

export const endingWords: Readonly<Record<EvidenceStory['ending'], string>> = {
  completed: 'Completed',
  declined: 'Declined',
  voided: 'Voided',
  expired: 'Expired',
  open: 'Not ended',
};

export const outcomeWords: Readonly<Record<ToldRecipient['outcome'], string>> = {
  signed: 'Signed',
  approved: 'Approved',
  declined: 'Declined',
  opened: 'Opened, did not act',
  none: 'Did not act',
};

const identificationWords: Readonly<Record<string, string>> = {
  'mailed-link': 'a personal link mailed to this address',
  'revealed-link': 'a personal link the sender could see too',
  'email-code': 'a code mailed to this address',
  passkey: 'a passkey',
};

/** How a person was identified; a way this version does not know is named as it stands. */
export function wordIdentification(methods: readonly string[]): string {
  return methods.map((method) => identificationWords[method] ?? method).join(' and ');
}

/** "2026-03-14 09:12:33 UTC" */
export function wordInstant(iso: string): string {
  return `${iso.slice(0, 10)} ${iso.slice(11, 19)} UTC`;
}

export function wordSize(bytes: number): string {
  if (bytes < 1000) return `${bytes} B`;
  if (bytes < 1_000_000) return `${Math.round(bytes / 1000)} kB`;
  return `${(bytes / 1_000_000).toFixed(1)} MB`;
}
