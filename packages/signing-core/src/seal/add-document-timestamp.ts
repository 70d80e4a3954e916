import { SigningError } from '../errors.js';
import type { DigestName } from '../keys/digest-signer.js';
import { dropRevision } from '../pdf/file-room.js';
import { listFormFields } from '../pdf/form-fields.js';
import { PdfDict } from '../pdf/objects.js';
import type { Timestamper } from '../timestamp/token.js';
import { attachNewField } from './attach-field.js';
import { unusedFieldName } from './choose-field.js';
import { digestByteRange } from './digest-byte-range.js';
import { containerRoom, fillContainer } from './fill-container.js';
import { bytesOf } from './finished-pdf.js';
import { TIMESTAMP_SPARE_BYTES } from './measured-timestamper.js';
import { openForRevision, rootOf } from './open-for-revision.js';
import { USUAL_TIMESTAMP_BYTES } from './request-signature.js';
import { timestampDictionary } from './signature-dictionary.js';
import { type SignatureRevision, writeSignatureRevision } from './signature-revision.js';
import type { ExtendedPdf, FinishedPdf } from './stages.js';
import { askFor } from './timestamp-signature.js';

export interface DocumentTimestampOptions {
  readonly digestAlgorithm?: DigestName;
  /** Length of the token to make room for, when the authority's are known. */
  readonly timestampByteLength?: number;
}

/** A second authority may answer the second time, with a longer chain. */
const MAX_ATTEMPTS = 3;

/**
 * B-LTA: appends a document timestamp over the whole file (EN 319 142-1 § 5.4.3), allowed also on a file
 * certified against changes. When the token does not fit, a larger container is made and another one is asked for.
 * Throws `timestamp-invalid`, `pdf-encrypted`, `pdf-damaged`, `seal-self-check-failed`; errors of the timestamper
 * pass through.
 */
export async function addDocumentTimestamp(
  pdf: FinishedPdf,
  timestamper: Timestamper,
  options: DocumentTimestampOptions = {},
): Promise<ExtendedPdf> {
  const previous = bytesOf(pdf);
  const digestAlgorithm = options.digestAlgorithm ?? 'sha256';
  let room = options.timestampByteLength ?? USUAL_TIMESTAMP_BYTES;
  for (let attempt = 1; attempt <= MAX_ATTEMPTS; attempt++) {
    const revision = timestampRevision(previous, room);
    const { bytes, byteRange, previousLength } = revision;
    const digest = digestByteRange(bytes, byteRange, digestAlgorithm);
    const token = await askFor({ digestAlgorithm, digest }, timestamper);
    if (token.der.length <= containerRoom(byteRange)) {
      fillContainer(revision, token.der);
      return { stage: 'extended', bytes, previousLength, added: ['document-timestamp'] };
    }
    dropRevision(bytes, previousLength);
    room = token.der.length + TIMESTAMP_SPARE_BYTES;
  }
  throw new SigningError(
    'seal-container-too-small',
    'The timestamps of this authority keep growing: there is no room that fits them.',
  );
}

function timestampRevision(previous: Uint8Array, room: number): SignatureRevision {
  const reader = openForRevision(previous);
  const fieldName = unusedFieldName(listFormFields(reader), 'Timestamp');
  return writeSignatureRevision(reader, timestampDictionary(room), (writer, signature) => {
    const catalog = new PdfDict(reader.catalog);
    if (attachNewField(reader, writer, signature, { fieldName }, catalog))
      writer.put(rootOf(reader), catalog);
    return { newFieldName: fieldName };
  });
}
