import type { ApiClient } from './api-client.js';
import { documentShape, type EnvelopeAnswer, envelopeShape } from './api-shapes.js';
import type { DemoDocument } from './demo-documents.js';
import type { DemoSigner } from './demo-signers.js';
import { foreignFileArea, layOutFields, ownContractArea } from './field-layout.js';

/** A document as the platform froze it. */
export interface UploadedDocument {
  readonly id: string;
  readonly name: string;
  /** SHA-256 and length of the bytes people are shown: the upload's, or those of the file as it was normalised. */
  readonly frozenSha256Hex: string;
  readonly frozenByteSize: number;
  readonly pageCount: number;
  /** Fields the platform found in it and the demo takes over. */
  readonly foundCount: number;
}

export interface SentDemo {
  readonly envelope: EnvelopeAnswer;
  readonly documents: readonly UploadedDocument[];
}

/** Uploads the documents, drafts the envelope with a field for everybody, and sends it. @throws CliError */
export async function sendEnvelope(
  api: ApiClient,
  files: readonly DemoDocument[],
  signers: readonly DemoSigner[],
  report: (line: string) => void,
): Promise<SentDemo> {
  const documents: UploadedDocument[] = [];
  for (const file of files) documents.push(await upload(api, file, report));
  const [main] = documents;
  const isOwn = files[0]?.isOwn === true;
  const fields = main ? blocksOn(main, signers, isOwn ? ownContractArea : foreignFileArea) : [];
  const importFields = documents
    .filter(({ foundCount }) => foundCount > 0)
    .map(({ id }) => ({ documentId: id, recipientKey: signers[0]?.key }));
  const draft = await api.post('/api/v1/envelopes', envelopeShape, {
    json: {
      title: isOwn ? 'Maintenance of the harbour weather stations' : (main?.name ?? ''),
      message: 'Please read everything and sign on the last page of the agreement.',
      documentIds: documents.map(({ id }) => id),
      recipients: signers.map((signer) => ({ ...signer, role: 'signer' })),
      ...{ fields, importFields },
    },
  });
  const found = documents.reduce((sum, { foundCount }) => sum + foundCount, 0);
  report(
    `Envelope       ${draft.id}, ${documents.length} document(s), ${signers.length} signer(s), ${fields.length + found} fields`,
  );
  const envelope = await api.post(`/api/v1/envelopes/${draft.id}/send`, envelopeShape, {
    version: draft.version,
  });
  report('Sent           invitations are on their way');
  return { envelope, documents };
}

function blocksOn(
  { id, pageCount }: UploadedDocument,
  signers: readonly DemoSigner[],
  area: { top: number; bottom: number },
) {
  return layOutFields(signers, { documentId: id, pageNumber: pageCount, area });
}

async function upload(
  api: ApiClient,
  { name, bytes, isOwn }: DemoDocument,
  report: (line: string) => void,
): Promise<UploadedDocument> {
  const form = new FormData();
  form.append('file', new Blob([new Uint8Array(bytes)], { type: 'application/pdf' }), name);
  const { id, pageCount, sha256, byteSize, foundFields } = await api.post(
    '/api/v1/documents',
    documentShape,
    { form },
  );
  // A stranger's form may ask for what the demo cannot answer; of ours every field is known.
  const foundCount = isOwn ? foundFields.length : 0;
  const found = foundCount > 0 ? `, ${foundCount} fields found in it` : '';
  report(`Uploaded       ${name}, ${pageCount} page(s), SHA-256 ${sha256.slice(0, 16)}…${found}`);
  return { id, name, frozenSha256Hex: sha256, frozenByteSize: byteSize, pageCount, foundCount };
}
