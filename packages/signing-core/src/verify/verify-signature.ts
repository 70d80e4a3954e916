import { X509Certificate } from 'node:crypto';
import { digest } from '#runtime';
import { CmsRefusal, type ParsedCms, parseCms } from '../cms/parse-signed-data.js';
import { type ByteRange, signedChunks } from '../pdf/byte-range.js';
import { type PdfDict, PdfString, readTextString } from '../pdf/objects.js';
import type { PdfReader } from '../pdf/pdf-reader.js';
import type { SignatureField } from '../pdf/signature-fields.js';
import { latin1 } from '../runtime/bytes.js';
import type { HashName } from '../runtime/hash-name.js';
import { checkChain } from './certificate-chain.js';
import { checkCms } from './check-cms.js';
import type { Checklist, SignatureReport } from './report.js';
import { checkSignedBytes, type SignedBytes } from './signed-bytes.js';

const SUPPORTED = new Set(['ETSI.CAdES.detached', 'adbe.pkcs7.detached']);

type Findings = Pick<
  SignatureReport,
  'integrity' | 'coverage' | 'certificate' | 'signerCommonName' | 'fingerprintSha256Hex'
>;

interface Trust {
  readonly roots: readonly X509Certificate[];
  readonly at: Date | undefined;
}

/** What is judged in the steps that are still to come for every signature. */
const NOT_JUDGED = {
  kind: 'signature',
  modifications: 'none',
  modificationDetails: [],
  docMdp: null,
  fieldMdp: null,
  revocation: 'not-checked',
  provenTime: null,
  judgedAt: null,
  judgedBy: null,
  level: null,
  findings: [],
} as const;

const BROKEN: Findings = {
  integrity: 'broken',
  coverage: 'broken',
  certificate: 'invalid',
  signerCommonName: null,
  fingerprintSha256Hex: null,
};

/** Judges one signature by itself; what others say about it, and about later revisions, is the caller's. */
export async function verifySignature(
  reader: PdfReader,
  field: SignatureField & { readonly value: PdfDict },
  trust: Trust,
  list: Checklist,
): Promise<SignatureReport> {
  const claims = readClaims(reader, field.value);
  const signed = checkSignedBytes(reader, field.value, list);
  const about = { fieldName: field.fieldName, subFilter: signed?.subFilter ?? '', ...NOT_JUDGED, ...claims };
  if (!signed) return { ...about, ...BROKEN, byteRange: null };
  const coverage = coverageOf(reader.bytes, signed.byteRange);
  if (!SUPPORTED.has(signed.subFilter)) {
    list.warn('format', `Signatures of the format "${signed.subFilter}" are not judged by this verifier.`);
    return {
      ...about,
      ...BROKEN,
      integrity: 'unsupported',
      coverage,
      certificate: 'untrusted',
      byteRange: signed.byteRange,
    };
  }
  const judged = await judgeContainer(reader, signed, { trust, claimedTime: claims.claimedTime }, list);
  return { ...about, ...(judged ?? BROKEN), coverage, byteRange: signed.byteRange };
}

async function judgeContainer(
  reader: PdfReader,
  signed: SignedBytes,
  context: { readonly trust: Trust; readonly claimedTime: Date | null },
  list: Checklist,
): Promise<Omit<Findings, 'coverage'> | null> {
  try {
    const cms = parseCms(signed.contents);
    list.expect('container', true, 'The container holds exactly one detached signature.', '');
    return await judgeCms(cms, reader, signed, context, list);
  } catch (error) {
    // Whatever a parser trips over in a hostile container or certificate is one answer: not a signature.
    const detail = error instanceof CmsRefusal ? error.message : 'The signature cannot be read.';
    list.expect('container', false, '', detail);
    return null;
  }
}

async function judgeCms(
  cms: ParsedCms,
  reader: PdfReader,
  signed: SignedBytes,
  { trust, claimedTime }: { readonly trust: Trust; readonly claimedTime: Date | null },
  list: Checklist,
): Promise<Omit<Findings, 'coverage'>> {
  const digestOf = (algorithm: HashName): Promise<Uint8Array> =>
    digest(algorithm, signedChunks(reader.bytes, signed.byteRange));
  const integrity = await checkCms(cms, digestOf, signed.subFilter === 'ETSI.CAdES.detached', list);
  const certificate = judgeCertificate(cms, trust, claimedTime, list);
  const { subject, fingerprint256 } = new X509Certificate(cms.signerCertificateDer);
  return {
    integrity,
    certificate,
    signerCommonName: /^CN=(.*)$/m.exec(subject)?.[1] ?? null,
    fingerprintSha256Hex: fingerprint256.replaceAll(':', '').toLowerCase(),
  };
}

function judgeCertificate(
  cms: ParsedCms,
  trust: Trust,
  claimedTime: Date | null,
  list: Checklist,
): SignatureReport['certificate'] {
  const at = trust.at ?? claimedTime;
  if (!at) {
    list.warn('certificate', 'There is no time to judge the certificate at.');
    return 'untrusted';
  }
  const chain = checkChain(cms.signerCertificateDer, cms.certificatesDer, trust.roots, at);
  if (chain.state === 'untrusted') list.warn('certificate', chain.detail);
  else
    list.expect(
      'certificate',
      chain.state === 'trusted',
      `${chain.detail} (${timeOrigin(trust.at)})`,
      chain.detail,
    );
  return chain.state;
}

const timeOrigin = (given: Date | undefined): string =>
  given ? 'judged at the time asked for' : 'judged at the time the signature claims; no timestamp proves it';

/** An earlier signature must end where a revision ends, or its author never signed a whole document. */
function coverageOf(bytes: Uint8Array, [, , second, secondLength]: ByteRange): SignatureReport['coverage'] {
  const end = second + secondLength;
  if (end === bytes.length) return 'whole-file';
  const tail = latin1(bytes.subarray(Math.max(0, end - 8), end));
  return /%%EOF\s{0,2}$/.test(tail) ? 'earlier-revision' : 'broken';
}

function readClaims(
  reader: PdfReader,
  signature: PdfDict,
): Pick<SignatureReport, 'claimedTime' | 'name' | 'reason'> {
  const text = (key: string): string | null => {
    const value = reader.resolve(signature.get(key));
    return value instanceof PdfString ? readTextString(value) : null;
  };
  return { claimedTime: parsePdfDate(text('M')), name: text('Name'), reason: text('Reason') };
}

/** `D:YYYYMMDDHHmmSSOHH'mm'` (ISO 32000-2 § 7.9.4); a missing offset counts as UTC. */
function parsePdfDate(text: string | null): Date | null {
  const parts = /^D:(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(?:Z|([+-])(\d\d)'?(\d\d)?)?/.exec(text ?? '');
  if (!parts) return null;
  const [, year, month, day, hour, minute, second, sign, offsetHours, offsetMinutes] = parts;
  const offset = sign ? `${sign}${offsetHours}:${offsetMinutes ?? '00'}` : 'Z';
  const date = new Date(`${year}-${month}-${day}T${hour}:${minute}:${second}${offset}`);
  return Number.isNaN(date.getTime()) ? null : date;
}
