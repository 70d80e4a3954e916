import { z } from 'zod';
import { defineEventType } from './define-event-type.js';
import { code, count, instant, label, ordinal, sha256Hex, shownSentence, uuid } from './event-values.js';
import {
  byteSize,
  documentId,
  fileName,
  frozenSha256Hex,
  keyFingerprintSha256Hex,
  originalSha256Hex,
  pageCount,
  recipientId,
  userId,
} from './shared-members.js';
import { counted, documentWords, sealLevel, sentences, type Told } from './wording.js';

const seal = {
  sealId: uuid.describe('The seal, one for each document and one for the certificate.'),
  purpose: z.enum(['document', 'certificate']).describe('What is sealed.'),
  documentId: documentId.exactOptional(),
  fence: count.describe('Rises with every lease; a worker that lost its lease cannot write.'),
};
const level = z.enum(['B-B', 'B-T', 'B-LT', 'B-LTA']);
const levelOfFile = level.describe(
  'PAdES baseline level of this file; what was signed before there were timestamps does not say.',
);
/** Who said when: the newest timestamp in the file. */
const timestamp = {
  authority: label
    .describe('The timestamp authority, as the operator named it: its address.')
    .exactOptional(),
  timestampedAt: instant.describe('What the newest timestamp in the file says.').exactOptional(),
};
const digestHex = sha256Hex.describe('The digest the token signs.');
const sealedSha256Hex = sha256Hex.describe('The sealed file.');
const algorithm = code.describe('The signature algorithm.');
const keyOrigin = z.enum(['generated-in-token', 'imported', 'unknown']);
const softToken = z.boolean().describe('Whether the token is software, not hardware.');
const sealingPolicy = z.strictObject({
  timestamps: z.enum(['none', 'preferred', 'required']).describe('Whether seals carry timestamps.'),
  level: level.describe('The PAdES baseline level seals reach.'),
});
type SealingPolicy = z.output<typeof sealingPolicy>;

const wholeFiles = { certificate: 'the audit certificate', 'audit-json': 'the audit record' } as const;
const TIMESTAMP_BY = 'timestamp by';
const extensions = { upgrade: 'extended', renewal: 'renewed' } as const;

export const sealEvents = {
  'document.uploaded': defineEventType({
    since: 1,
    streams: ['envelope', 'organisation'],
    meaning: 'A file arrived, was examined and stored under its hash.',
    data: {
      documentId,
      originalSha256Hex,
      frozenSha256Hex,
      byteSize,
      pageCount,
      verdict: z.enum(['accept', 'accept-after-warning']).describe('What the examination found.'),
      reasonCodes: z.array(code).max(50).describe('What the uploader was warned of or what was made safe.'),
      sourceFormat: code
        .describe('What the file was before it became a PDF, such as docx or jpeg; absent when it was one.')
        .meta({ since: 3 })
        .exactOptional(),
    },
    personal: { document: fileName },
    says: (data, { who }) => {
      const from =
        data.sourceFormat === undefined ? '' : `, converted from ${data.sourceFormat.toUpperCase()}`;
      return `${who} uploaded a document of ${counted(data.pageCount, 'page')}${from}`;
    },
  }),
  'document.warnings-confirmed': defineEventType({
    since: 3,
    streams: ['envelope', 'organisation'],
    meaning:
      'A member confirmed that they read what was changed in an upload, or what else they were warned of, and want to send it like that. In the record of an envelope: before it was sent, or for the template it was made from.',
    data: {
      documentId,
      originalSha256Hex,
      frozenSha256Hex,
      changes: z
        .array(
          z.strictObject({
            code: code.describe('What was changed or found, in one word of ours.'),
            sentence: shownSentence.describe('What they read about it.'),
          }),
        )
        .min(1)
        .max(50)
        .describe('Everything they were told, in the words they were told it.'),
      userId: userId.describe('The member who confirmed.'),
      confirmedAt: instant.describe('When they did.'),
    },
    personal: { document: fileName },
    says: (data, { name }) =>
      `${name(`user:${data.userId}`, 'A member')} confirmed what was changed in ${name(`document:${data.documentId}`, 'a document')}: ${sentences(data.changes.map((one) => one.sentence))}`,
  }),
  'document.sealed': defineEventType({
    since: 3,
    streams: ['envelope'],
    meaning:
      'The seal of this document is done: the sealed file begins with the very bytes that were shown to everybody who signed, and they had agreed to these bytes.',
    data: {
      documentId,
      sealId: uuid.describe('The seal.'),
      frozenSha256Hex: frozenSha256Hex.describe(
        'What was shown, agreed to and signed; the sealed file begins with it.',
      ),
      frozenByteSize: byteSize.describe('How many bytes of the sealed file these are.'),
      sealedSha256Hex,
      sealedByteSize: byteSize,
      recipientIds: z.array(recipientId).min(1).max(100).describe('Who signed or approved these bytes.'),
    },
    says: (data, told) => `The ${documentWords(told, data.documentId)} was sealed as it was shown`,
  }),
  'document.downloaded': defineEventType({
    since: 1,
    streams: ['envelope'],
    meaning: 'A file of the envelope was handed out.',
    data: {
      kind: z.enum(['original', 'sealed', 'certificate', 'audit-json']).describe('Which file.'),
      sha256Hex: sha256Hex.describe('The bytes that were handed out.'),
      documentId: documentId.exactOptional(),
      recipientId: recipientId.exactOptional(),
    },
    says: (data, told) => `${told.who} downloaded ${fileWords(data, told)}`,
  }),
  'seal.intended': defineEventType({
    since: 1,
    streams: ['envelope'],
    meaning: 'This digest, and no other, is about to be signed by the token.',
    data: {
      ...seal,
      candidateSha256Hex: sha256Hex.describe('The file before its signature is put in.').exactOptional(),
      digestHex,
      keyFingerprintSha256Hex,
    },
    says: (data, told) => `The seal of ${sealedThing(data, told)} was prepared`,
  }),
  'seal.signed': defineEventType({
    since: 1,
    streams: ['envelope'],
    meaning: 'The token signed the intended digest and the sealed file was checked.',
    data: {
      ...seal,
      digestHex,
      sealedSha256Hex,
      sealedByteSize: byteSize.exactOptional(),
      algorithm,
      keyFingerprintSha256Hex,
      keyOrigin: keyOrigin.describe('As the token answered when it was probed.'),
      softToken,
      level: levelOfFile.exactOptional(),
      ...timestamp,
    },
    says: (data, told) => `The token sealed ${sealedThing(data, told)}${sealLevel(data, TIMESTAMP_BY)}`,
  }),
  'seal.extended': defineEventType({
    since: 1,
    streams: ['envelope'],
    meaning:
      'A sealed file grew by an increment; it begins with every byte of the file before, whose hash stays true.',
    data: {
      ...seal,
      reason: z
        .enum(['upgrade', 'renewal'])
        .describe(
          'upgrade: a level that was owed. renewal: another archive timestamp before the last one ages.',
        ),
      previousSha256Hex: sha256Hex.describe('The file before.'),
      previousByteSize: byteSize,
      sealedSha256Hex,
      sealedByteSize: byteSize,
      level: levelOfFile,
      ...timestamp,
    },
    says: (data, told) =>
      `The seal of ${sealedThing(data, told)} was ${extensions[data.reason]}${sealLevel(data, TIMESTAMP_BY)}`,
  }),
  'seal.failed': defineEventType({
    since: 1,
    streams: ['envelope'],
    meaning: 'Sealing did not succeed for the named cause.',
    data: {
      ...seal,
      code: code.describe('The cause.'),
      attempt: ordinal.describe('How often it was tried.'),
      nextAttemptAt: instant.nullable().describe('When it is tried again; null: when somebody asks.'),
    },
    says: (data, told) => `Sealing ${sealedThing(data, told)} did not succeed (${data.code})`,
  }),
  'seal.retried': defineEventType({
    since: 1,
    streams: ['envelope'],
    meaning: 'Somebody asked to try again what had stopped for the named cause.',
    data: { ...seal, code: code.describe('The cause it had stopped for.') },
    says: (data, told) => `${told.who} asked to seal ${sealedThing(data, told)} again`,
  }),
  'certificate.issued': defineEventType({
    since: 1,
    streams: ['envelope'],
    meaning: 'The audit certificate over the chain up to this head was made and sealed.',
    data: {
      sha256Hex: sha256Hex.describe('The sealed certificate.'),
      byteSize,
      pageCount: pageCount.exactOptional(),
      headSeq: ordinal.describe('The last event the certificate tells.'),
      headHashHex: sha256Hex.describe('The chain hash of that event.'),
      keyFingerprintSha256Hex,
    },
    says: () => 'The audit certificate was issued',
  }),
  'sealing.policy-changed': defineEventType({
    since: 1,
    streams: ['organisation'],
    meaning: 'The organisation declared anew whether its seals carry timestamps and which level they reach.',
    data: {
      previous: sealingPolicy.describe('What held before.'),
      next: sealingPolicy.describe('What holds from now on.'),
    },
    says: ({ previous, next }, { who }) =>
      `${who} changed timestamps from ${policy(previous)} to ${policy(next)}`,
  }),
  'key.registered': defineEventType({
    since: 1,
    streams: ['organisation'],
    meaning: 'A seal key was found in the token, probed and put to use.',
    data: {
      keyId: uuid.describe('The key.'),
      algorithm,
      keyFingerprintSha256Hex,
      origin: keyOrigin.describe('As the token answered.'),
      exportable: z.boolean().describe('Whether the token would hand the private key out.'),
      softToken,
      certificateSha256Hex: sha256Hex.describe('Its X.509 certificate.').exactOptional(),
      notBefore: instant.describe('The certificate holds from.'),
      notAfter: instant.describe('The certificate holds until.'),
    },
    says: () => 'A seal key was registered',
  }),
  'key.self-test-failed': defineEventType({
    since: 1,
    streams: ['organisation'],
    meaning: 'A test signature with the seal key failed; nothing is sealed until it succeeds.',
    data: {
      keyId: uuid.describe('The key.').exactOptional(),
      code: code.describe('What failed.'),
      tokenSerial: label.describe('The token’s serial number.').exactOptional(),
    },
    says: (data) => `The seal key failed its self-test (${data.code})`,
  }),
};

/** “the sealed document “terms.pdf””: named where the reader knows several. */
function fileWords(
  { kind, documentId: id }: { kind: 'original' | 'sealed' | keyof typeof wholeFiles; documentId?: string },
  told: Told,
): string {
  return kind === 'original' || kind === 'sealed'
    ? `the ${kind} ${documentWords(told, id)}`
    : wholeFiles[kind];
}

function sealedThing(
  { purpose, documentId: id }: { purpose: 'document' | 'certificate'; documentId?: string },
  told: Told,
): string {
  return purpose === 'document' ? `the ${documentWords(told, id)}` : wholeFiles.certificate;
}

function policy({ timestamps, level }: SealingPolicy): string {
  return timestamps === 'none' ? 'none' : `${timestamps} (${level})`;
}
