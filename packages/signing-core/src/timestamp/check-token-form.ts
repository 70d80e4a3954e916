import * as asn1js from 'asn1js';
import {
  type Asn1Block,
  isNull,
  parseAsn1,
  rawBytes,
  readOid,
  readSmallNumber,
  sequenceItems,
  setItems,
  taggedItems,
} from '../asn1/asn1-reader.js';
import { equalBytes } from '../runtime/bytes.js';
import {
  type ParsedCertificate,
  parseCertificate,
  parseReadable,
  quoteCertificate,
  sameCertificate,
} from '../x509/certificate.js';
import { sameName } from '../x509/distinguished-name.js';
import { verifyValue } from '../x509/verify-value.js';

/**
 * What may be said about the bytes of a token that its signature does not cover. `exact`: every one is what it must be, or
 * a certificate that another one at hand has signed. `unknown`: a certificate whose issuer is not at hand. `altered`: wrong.
 */
export type TokenForm = { readonly state: 'exact' | 'unknown' | 'altered'; readonly detail: string };

const TOKEN_VERSION = 3;

/**
 * Accounts for the bytes of a `TimeStampToken` outside its signed parts (RFC 5652 § 5.1): version numbers, names of
 * algorithms, certificates and unsigned attributes. A reader of ordinary files does not care about them; one who holds
 * that no byte of a file was changed has to. Whether the token holds is for `checkTimestampToken`. Never throws.
 *
 * `seenCertificatesDer` vouch for nothing, wherever they come from; they only show which certificate was changed.
 */
export async function checkTokenForm(
  der: Uint8Array,
  knownCertificatesDer: readonly Uint8Array[],
  seenCertificatesDer: readonly Uint8Array[] = [],
): Promise<TokenForm> {
  try {
    const certificates = readPlainToken(der);
    const known = parseReadable(knownCertificatesDer);
    const seen = [...known, ...parseReadable(seenCertificatesDer)];
    for (const certificate of certificates) {
      if (known.some((other) => sameCertificate(other, certificate))) continue;
      if (await isVouchedFor(certificate, [...certificates, ...known])) continue;
      return judgeUnknown(certificate, seen);
    }
    return { state: 'exact', detail: 'The timestamp holds nothing that nobody vouches for.' };
  } catch {
    return {
      state: 'altered',
      detail: 'The timestamp holds something it should not, outside its signed part.',
    };
  }
}

class OddForm extends Error {}

function demand(fits: boolean): void {
  if (!fits) throw new OddForm('not as RFC 5652 writes it');
}

/** The certificates of a token that has the one form RFC 3161 allows, without revocation lists or unsigned attributes. */
function readPlainToken(der: Uint8Array): ParsedCertificate[] {
  const block = parseAsn1(der);
  demand(equalBytes(new Uint8Array(block.toBER()), der));
  const [, content] = sequenceItems(block);
  const [version, digests, encapsulated, certificates, signerInfos, ...others] = sequenceItems(
    taggedItems(content, 0)?.[0],
  );
  const [signerInfo] = setItems(signerInfos);
  demand(
    others.length === 0 &&
      readSmallNumber(version) === TOKEN_VERSION &&
      sequenceItems(encapsulated).length === 2,
  );
  const [own, identifier, digest, attributes, signature, , ...unsigned] = sequenceItems(signerInfo);
  demand(unsigned.length === 0 && attributes !== undefined && signature !== undefined);
  demand(readSmallNumber(own) === (identifier instanceof asn1js.Sequence ? 1 : 3));
  const [listed, ...more] = setItems(digests);
  demand(more.length === 0 && digestOf(listed) === digestOf(digest));
  const items = taggedItems(certificates, 0);
  demand(items !== null);
  return (items ?? []).map((item) => parseCertificate(rawBytes(item)));
}

function digestOf(block: Asn1Block | undefined): string {
  const [type, parameters, ...others] = sequenceItems(block);
  demand(others.length === 0 && (parameters === undefined || isNull(parameters)));
  return readOid(type);
}

/** Whether another certificate at hand vouches for every byte of this one, or it does so itself. */
async function isVouchedFor(
  certificate: ParsedCertificate,
  known: readonly ParsedCertificate[],
): Promise<boolean> {
  demand(hasWholeOctets(certificate));
  const issuers = known.filter(({ subject }) => sameName(subject, certificate.issuer));
  for (const issuer of issuers) {
    const verdict = await verifyValue({
      data: certificate.tbsDer,
      signature: certificate.signature,
      algorithmDer: certificate.signatureAlgorithmDer,
      spkiDer: issuer.spkiDer,
    });
    if (verdict === 'good') return true;
  }
  return false;
}

/** A signature stands under one content only: what shares one of the two with a certificate that was seen is a changed copy of it. */
function judgeUnknown(certificate: ParsedCertificate, seen: readonly ParsedCertificate[]): TokenForm {
  const name = quoteCertificate(certificate);
  const isChangedCopy = seen.some(
    (other) =>
      !sameCertificate(other, certificate) &&
      (equalBytes(other.tbsDer, certificate.tbsDer) || equalBytes(other.signature, certificate.signature)),
  );
  if (isChangedCopy) {
    const detail = `The certificate ${name} inside the timestamp is not what its issuer signed: somebody changed it.`;
    return { state: 'altered', detail };
  }
  const detail = `Nobody at hand vouches for the certificate ${name} inside the timestamp: name its issuer as trusted, and every byte of it can be judged.`;
  return { state: 'unknown', detail };
}

/** The count of unused bits stands outside what the issuer signed, and readers ignore it. */
function hasWholeOctets({ der }: ParsedCertificate): boolean {
  const [, , bits] = sequenceItems(parseAsn1(der));
  return bits instanceof asn1js.BitString && bits.valueBlock.unusedBits === 0;
}
