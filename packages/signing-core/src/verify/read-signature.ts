import { digest } from '#runtime';
import { CmsRefusal, cutPadding, type ParsedCms, parseCms } from '../cms/parse-signed-data.js';
import type { PdfDict } from '../pdf/objects.js';
import type { PdfReader } from '../pdf/pdf-reader.js';
import type { SignatureField } from '../pdf/signature-fields.js';
import { equalBytes } from '../runtime/bytes.js';
import { readBareSignature } from './bare-signature.js';
import { checkCms, type SignedContent } from './check-cms.js';
import type { DocumentDigests } from './document-digests.js';
import { Checklist, type SignatureReport } from './report.js';
import { type Claims, readClaims } from './signature-claims.js';
import { readFormat, type SignatureFormat } from './signature-format.js';
import { checkSignedBytes, coverageOf, type SignedBytes } from './signed-bytes.js';

export type FilledField = SignatureField & { readonly value: PdfDict };

/** One signature as far as it can be judged by itself: its bytes, without certificates, times or later revisions. */
export interface ReadSignature {
  readonly field: FilledField;
  readonly list: Checklist;
  readonly claims: Claims;
  readonly format: SignatureFormat | null;
  readonly signed: SignedBytes | null;
  /** First position behind the signed revision; 0 when the ranges cannot be read. */
  readonly signedEnd: number;
  readonly coverage: SignatureReport['coverage'];
  /** For a document timestamp always `unsupported` here: its token is judged with the other timestamps. */
  readonly integrity: SignatureReport['integrity'];
  readonly cms: ParsedCms | null;
  readonly tokenDer: Uint8Array | null;
}

const BROKEN = { integrity: 'broken', cms: null, tokenDer: null } as const;

/** `number` counts from 1, as people see it. */
export async function readSignature(
  reader: PdfReader,
  field: FilledField,
  digests: DocumentDigests,
  number: number,
): Promise<ReadSignature> {
  const list = new Checklist(`signature-${number}.`);
  const signed = checkSignedBytes(reader, field.value, list);
  const format = signed ? readFormat(reader, field.value, list) : null;
  const about = { field, list, claims: readClaims(reader, field.value), format, signed };
  if (!signed) return { ...about, ...BROKEN, signedEnd: 0, coverage: 'broken' };
  const [, , second, secondLength] = signed.byteRange;
  const placed = {
    ...about,
    signedEnd: second + secondLength,
    coverage: coverageOf(reader.bytes, signed.byteRange),
  };
  if (!format) return { ...placed, ...BROKEN };
  return { ...placed, ...(await readContainer(field.value, signed, format, digests, list)) };
}

type Container = Pick<ReadSignature, 'integrity' | 'cms' | 'tokenDer'>;

async function readContainer(
  dictionary: PdfDict,
  signed: SignedBytes,
  format: SignatureFormat,
  digests: DocumentDigests,
  list: Checklist,
): Promise<Container> {
  try {
    if (format.kind === 'document-timestamp')
      return { integrity: 'unsupported', cms: null, tokenDer: cutPadding(signed.contents) };
    const cms = await readCms(dictionary, signed, format, digests);
    list.expect('container', true, 'The container holds exactly one detached signature.', '');
    const content = await contentOf(signed, format, cms, digests);
    return { integrity: await checkCms(cms, content, format.cades, list), cms, tokenDer: null };
  } catch (error) {
    // Whatever a parser trips over in a hostile container or certificate is one answer: not a signature.
    const detail = error instanceof CmsRefusal ? error.message : 'The signature cannot be read.';
    list.expect('container', false, '', detail);
    return BROKEN;
  }
}

async function readCms(
  dictionary: PdfDict,
  { contents, byteRange }: SignedBytes,
  { cades, enclosesDigest, isBareValue }: SignatureFormat,
  digests: DocumentDigests,
): Promise<ParsedCms> {
  if (isBareValue) return await readBareSignature(dictionary, contents, digests.bytesOf(byteRange));
  return parseCms(contents, { mayEnclose: enclosesDigest, mayLackAttributes: !cades && !enclosesDigest });
}

/** What is signed: the signed bytes, or in the oldest format the digest of them that is enclosed. */
async function contentOf(
  { byteRange }: SignedBytes,
  format: SignatureFormat,
  cms: ParsedCms,
  digests: DocumentDigests,
): Promise<SignedContent> {
  if (!format.enclosesDigest) {
    return {
      digestOf: (algorithm) => digests.of(byteRange, algorithm),
      read: () => digests.bytesOf(byteRange),
    };
  }
  const { enclosed } = cms;
  const expected = await digests.of(byteRange, 'sha1');
  if (!enclosed || !equalBytes(enclosed, expected))
    throw new CmsRefusal('The document was changed after it was signed.');
  return { digestOf: (algorithm) => digest(algorithm, [enclosed]), read: () => enclosed };
}
