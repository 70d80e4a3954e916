/** What is attached to an audit certificate, by role. Names and media types are part of the format: readers look for them. */
export type EvidenceFileRole =
  | 'record'
  | 'proof'
  | 'checkpoint'
  | 'checkpoint-timestamp'
  | 'log-keys'
  | 'seal-chain'
  | 'readme';

export type EvidenceFileKind = {
  /** File name, as `pdfdetach -list` shows it and as it stands in an evidence package. */
  readonly name: string;
  readonly mediaType: string;
  /** One line for readers that list attachments. */
  readonly description: string;
  /** Whether a certificate may lack it. */
  readonly optional: boolean;
};

/**
 * The files attached to a certificate, in the order they are attached.
 *
 * - `audit.json`: the chain up to the event that ended the envelope, see README.
 * - `head.tlog-proof`: C2SP tlog-proof of the last event in audit.json; the checkpoint it ends with is `checkpoint.txt`.
 * - `checkpoint.txt`: C2SP signed note.
 * - `checkpoint.tsr`: RFC 3161 TimeStampToken (DER) over SHA-256 of the note's text, its last newline included, without the
 *   empty line and the signatures behind it.
 * - `log-keys.txt`: C2SP verifier keys, one per line. They help to read; whom to trust is for the reader to know.
 * - `seal-chain.pem`: the X.509 certificates of the seal key, leaf first.
 * - `README.txt`: how to check all of it by hand.
 */
export const evidenceFiles = {
  record: {
    name: 'audit.json',
    mediaType: 'application/json',
    description: 'The complete record of the envelope: every event, its hash and its chain',
    optional: false,
  },
  proof: {
    name: 'head.tlog-proof',
    mediaType: 'text/plain',
    description: 'Proof that the last event of the record is in the transparency log (C2SP tlog-proof)',
    optional: true,
  },
  checkpoint: {
    name: 'checkpoint.txt',
    mediaType: 'text/plain',
    description: 'The signed checkpoint of the transparency log that the proof leads to (C2SP signed note)',
    optional: true,
  },
  'checkpoint-timestamp': {
    name: 'checkpoint.tsr',
    mediaType: 'application/vnd.etsi.timestamp-token',
    description: 'Timestamp of an outside authority over the checkpoint (RFC 3161 TimeStampToken)',
    optional: true,
  },
  'log-keys': {
    name: 'log-keys.txt',
    mediaType: 'text/plain',
    description: 'Public keys of the transparency log (C2SP verifier keys)',
    optional: true,
  },
  'seal-chain': {
    name: 'seal-chain.pem',
    mediaType: 'application/x-pem-file',
    description: 'X.509 certificates of the seal key, leaf first',
    optional: false,
  },
  readme: {
    name: 'README.txt',
    mediaType: 'text/plain',
    description: 'How to check this certificate by hand',
    optional: false,
  },
} as const satisfies Readonly<Record<EvidenceFileRole, EvidenceFileKind>>;

/** In the order they are attached. */
export const evidenceFileRoles: readonly EvidenceFileRole[] = [
  'record',
  'proof',
  'checkpoint',
  'checkpoint-timestamp',
  'log-keys',
  'seal-chain',
  'readme',
];

/** Null for a file that is none of these: a reader reports it and uses nothing of it. */
export function evidenceRoleOf(fileName: string): EvidenceFileRole | null {
  return evidenceFileRoles.find((role) => evidenceFiles[role].name === fileName) ?? null;
}
