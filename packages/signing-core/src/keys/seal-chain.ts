import { X509Certificate } from 'node:crypto';
import * as asn1js from 'asn1js';
import { Certificate } from 'pkijs';
import { X509_OID } from '../asn1/object-identifiers.js';

/** A reason why a chain is no good for a seal, or something its owner should know. */
export interface ChainFinding {
  readonly code:
    | 'other-key'
    | 'not-yet-valid'
    | 'expired'
    | 'is-authority'
    | 'key-usage'
    | 'issuer-invalid'
    | 'issuer-missing'
    | 'root-not-trusted';
  /** `refused`: seals made with it would not verify. */
  readonly severity: 'refused' | 'warning';
  readonly sentence: string;
}

export interface SealChain {
  /** Leaf first, then its issuers as far as they were given. */
  readonly chainDer: readonly Uint8Array[];
  readonly findings: readonly ChainFinding[];
}

/** A CA certificate that signs a CA above itself in a circle must not hang us. */
const longestChain = 10;

/**
 * Picks the certificate of the key out of what somebody was sent by an authority, in whatever order, and checks that
 * it chains, is valid at `at`, and may sign. `trustedRoots` empty: where the chain ends is not judged.
 *
 * @returns null when none of the certificates belongs to the key.
 */
export function assembleSealChain(
  certificatesDer: readonly Uint8Array[],
  request: { spkiDer: Uint8Array; at: Date; trustedRoots: readonly X509Certificate[] },
): SealChain | null {
  const given = certificatesDer.map((der) => new X509Certificate(der));
  const leaf = given.find((each) =>
    each.publicKey.export({ type: 'spki', format: 'der' }).equals(request.spkiDer),
  );
  if (!leaf) return null;
  const chain = chainUpwards(leaf, given);
  return {
    chainDer: chain.map(({ raw }) => new Uint8Array(raw)),
    findings: [
      ...judgeLeaf(leaf),
      ...chain.flatMap((each) => judgeDates(each, request.at)),
      ...judgeEnd(chain, request.trustedRoots),
    ],
  };
}

/** `leaf` and every issuer found in `pool` above it: names match, the signature verifies, and the issuer is a CA. */
export function chainUpwards(leaf: X509Certificate, pool: readonly X509Certificate[]): X509Certificate[] {
  const chain = [leaf];
  for (let below = leaf; chain.length < longestChain; ) {
    const child = below;
    if (child.subject === child.issuer) break;
    const issuer = pool.find((each) => each.ca && child.checkIssued(each) && child.verify(each.publicKey));
    if (!issuer || chain.some((each) => each.raw.equals(issuer.raw))) break;
    chain.push(issuer);
    below = issuer;
  }
  return chain;
}

/** The CN of a certificate's subject, or its whole subject when it has none. */
export function commonNameOf(der: Uint8Array): string {
  const certificate = new X509Certificate(der);
  // Not out of `subject`, where Node escapes signs such as the comma; a subject with two names gives a list here.
  const names: unknown = certificate.toLegacyObject().subject?.CN;
  const name: unknown = Array.isArray(names) ? names[0] : names;
  return typeof name === 'string' ? name : certificate.subject.replaceAll('\n', ', ');
}

/** Raw parts of TBSCertificate (RFC 5280 § 4.1), copied and never re-encoded, as PKCS#11 certificate objects want them. */
export function rawNameAndSerial(der: Uint8Array): {
  subjectDer: Uint8Array;
  issuerDer: Uint8Array;
  serialNumberDer: Uint8Array;
} {
  const parsed = asn1js.fromBER(der).result;
  const tbs = parsed instanceof asn1js.Sequence ? parsed.valueBlock.value[0] : undefined;
  const fields = tbs instanceof asn1js.Sequence ? tbs.valueBlock.value : [];
  // The version is left out of a version 1 certificate.
  const first = fields[0] instanceof asn1js.Integer ? 0 : 1;
  const [serial, , issuer, , subject] = fields.slice(first);
  if (!serial || !issuer || !subject) throw new TypeError('A certificate without names cannot be stored.');
  return {
    subjectDer: subject.valueBeforeDecodeView,
    issuerDer: issuer.valueBeforeDecodeView,
    serialNumberDer: serial.valueBeforeDecodeView,
  };
}

function judgeLeaf(leaf: X509Certificate): ChainFinding[] {
  const findings: ChainFinding[] = [];
  if (leaf.ca) {
    findings.push(refused('is-authority', 'The certificate is that of an authority, not of a seal.'));
  }
  const usage = keyUsageBits(leaf);
  // digitalSignature (0x80) or nonRepudiation (0x40), RFC 5280 § 4.2.1.3; without the extension all is allowed.
  if (usage !== null && (usage & 0xc0) === 0) {
    findings.push(
      refused(
        'key-usage',
        'The certificate does not allow its key to sign (digitalSignature, nonRepudiation).',
      ),
    );
  }
  return findings;
}

function judgeDates(certificate: X509Certificate, at: Date): ChainFinding[] {
  const name = JSON.stringify(commonNameOf(new Uint8Array(certificate.raw)));
  if (at < certificate.validFromDate) {
    const from = certificate.validFromDate.toISOString();
    return [refused('not-yet-valid', `The certificate ${name} is valid only from ${from}.`)];
  }
  if (at <= certificate.validToDate) return [];
  return [refused('expired', `The certificate ${name} ended on ${certificate.validToDate.toISOString()}.`)];
}

function judgeEnd(chain: readonly X509Certificate[], trusted: readonly X509Certificate[]): ChainFinding[] {
  const top = chain.at(-1);
  if (!top) return [];
  const isRoot = top.subject === top.issuer;
  if (isRoot && !top.verify(top.publicKey)) {
    return [refused('issuer-invalid', 'The certificate at the top of the chain is not signed by itself.')];
  }
  const anchored = trusted.some(
    (root) => root.raw.equals(top.raw) || (top.checkIssued(root) && top.verify(root.publicKey)),
  );
  if (anchored) return [];
  if (trusted.length > 0) {
    return [
      refused('root-not-trusted', 'The chain does not lead to any of the roots that were given as trusted.'),
    ];
  }
  if (isRoot) return [];
  const issuer = top.issuer.replaceAll('\n', ', ');
  return [
    {
      code: 'issuer-missing',
      severity: 'warning',
      sentence: `The issuer ${JSON.stringify(issuer)} is not among the certificates given.`,
    },
  ];
}

/** First octet of the KeyUsage BIT STRING, or null without the extension. */
function keyUsageBits(certificate: X509Certificate): number | null {
  const extension = Certificate.fromBER(certificate.raw).extensions?.find(
    ({ extnID }) => extnID === X509_OID.keyUsage,
  );
  if (!extension) return null;
  const parsed = asn1js.fromBER(extension.extnValue.valueBlock.valueHexView);
  return parsed.result instanceof asn1js.BitString ? (parsed.result.valueBlock.valueHexView[0] ?? 0) : 0;
}

function refused(code: ChainFinding['code'], sentence: string): ChainFinding {
  return { code, severity: 'refused', sentence };
}
