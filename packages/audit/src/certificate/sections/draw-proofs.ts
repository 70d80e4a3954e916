import type { CertificateData, CertificateLog } from '../certificate-data.js';
import type { PageFlow } from '../layout/page-flow.js';
import { drawFacts, type Fact, hashFact, heading, idStyle, textFact } from '../layout/rows.js';
import { wordDay, wordTime } from '../layout/word-time.js';

const algorithmWords: Record<string, string> = {
  'ecdsa-p256-sha256': 'ECDSA on curve P-256 with SHA-256',
  'rsa-pkcs1-sha256': 'RSA (PKCS #1 v1.5) with SHA-256',
};

const originWords: Record<CertificateData['sealKey']['origin'], string> = {
  'generated-in-token':
    'Generated inside the token, which reports that the key was never outside and cannot be exported.',
  imported: 'Imported into the token: a copy may exist elsewhere.',
  unknown: 'Unknown: the token does not tell where the key was made.',
};

const SOFT_TOKEN =
  'Development token: this token is software. Whoever controls the machine could copy the key, so the seal is only as ' +
  'safe as that machine. It is meant for trial and development, not for evidence that must stand alone.';

/** The chain, the log and the key: what the pages above rest on. */
export function drawProofs(flow: PageFlow, data: CertificateData): void {
  heading(flow, 'The proofs', { keepWithPt: 90 });
  drawFacts(flow, recordFacts(data));
  if (data.log) {
    flow.gap(8);
    flow.ensure(80);
    drawFacts(flow, logFacts(data.log, data.timeZone));
  }
  flow.gap(8);
  flow.ensure(80);
  drawFacts(flow, keyFacts(data));
}

function recordFacts({ stream, head, erasedCount }: CertificateData): Fact[] {
  const erased = erasedCount === 1 ? '1 personal value was' : `${erasedCount} personal values were`;
  return [
    textFact('Record', `${stream}, events 1 to ${head.seq}`, idStyle),
    hashFact('Head of the chain', head.chainHashHex),
    ...(erasedCount === 0
      ? []
      : [
          textFact(
            'Erased',
            `${erased} erased on request. The commitments stay, so every proof still holds.`,
          ),
        ]),
  ];
}

function logFacts(
  { origin, logIndex, treeSize, rootHashHex, timestamp }: CertificateLog,
  zone: string | null,
) {
  const place = `entry ${logIndex.toLocaleString('en')} of ${treeSize.toLocaleString('en')}, the first one being 0`;
  return [
    textFact('Transparency log', origin, idStyle),
    textFact('Last event', `Stands in the log as ${place}.`),
    hashFact('Root of the tree', rootHashHex),
    textFact('Checkpoint', wordTimestamp(timestamp, zone)),
  ];
}

function wordTimestamp(timestamp: CertificateLog['timestamp'], zone: string | null): string {
  if (timestamp === null)
    return 'Signed by the log. No outside authority had timestamped it when this was issued.';
  const by = timestamp.authority ?? 'an outside authority';
  if (timestamp.atIso === null) return `Signed by the log and timestamped by ${by}.`;
  return `Signed by the log; ${by} confirms that it existed on ${wordTime(timestamp.atIso, zone)}.`;
}

function keyFacts({ sealKey }: CertificateData): Fact[] {
  return [
    textFact('Seal key', algorithmWords[sealKey.algorithm] ?? sealKey.algorithm),
    textFact('Origin', originWords[sealKey.origin]),
    ...(sealKey.softToken ? [textFact('Protection', SOFT_TOKEN)] : []),
    hashFact('Key SHA-256', sealKey.keyFingerprintSha256Hex),
    textFact('X.509 certificate', sealKey.subject),
    textFact('Issued by', sealKey.issuer),
    textFact('Serial number', sealKey.serialHex, idStyle),
    textFact('Valid', `${wordDay(sealKey.notBeforeIso)} to ${wordDay(sealKey.notAfterIso)} (UTC)`),
    hashFact('Certificate SHA-256', sealKey.certificateSha256Hex),
  ];
}
