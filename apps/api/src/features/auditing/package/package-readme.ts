import type { CollectedEvidence } from './collect-evidence.js';

const about: Readonly<Record<string, string>> = {
  'certificate.pdf': 'the audit certificate, sealed; the record and its proofs are attached to it as well',
  'audit.json': 'the record of the envelope: every event, byte for byte, with the chain of hashes',
  'head.tlog-proof': 'proof that the last event of audit.json is in the transparency log (C2SP tlog-proof)',
  'checkpoint.txt': 'the signed state of the log this proof leads to (C2SP signed note)',
  'checkpoint.tsr': 'timestamp of an outside authority over that checkpoint (RFC 3161)',
  'log-keys.txt': 'public keys of the log (C2SP verifier keys); better: keys you got on another way',
  'seal-chain.pem': 'X.509 certificates of the key that sealed the files, leaf first',
  'verifier.html': 'the verifier: one page that works with the network off',
  SHA256SUMS: 'SHA-256 of every other file',
};

/** Plain words for whoever opens the package in ten years. The same evidence gives the same text. */
export function packageReadme(
  evidence: CollectedEvidence,
  envelopeId: string,
  names: readonly string[],
): string {
  const documents = names.filter((name) => name.startsWith('document-'));
  const certificate = names.includes('certificate.pdf') ? 'certificate.pdf' : null;
  return `${[
    `Evidence of envelope ${envelopeId}`,
    `“${evidence.title}”, ${evidence.status}, record up to event ${evidence.headSeq}`,
    '',
    'WHAT IS IN HERE',
    '',
    ...names.map((name) => `  ${name.padEnd(26)}${about[name] ?? aboutDocument(name)}`),
    '',
    'HOW TO CHECK IT, WITHOUT US',
    '',
    ...(certificate
      ? [
          'In a browser: open verifier.html (from this folder; it needs no network) and drop',
          `${[certificate, ...documents].join(', ')} on it.`,
          '',
          'With the command line:',
          `  sealwright audit verify ${certificate}${documents.map((name) => ` --document ${name}`).join('')} \\`,
          '    --trust root.pem --log-key log.key',
          '',
          'Both need to be told whom to trust: the root certificate of whoever sealed (root.pem) and the key of the log',
          '(log.key), which they give you on another way than this package. Without the root the answer is never',
          '“valid”: a certificate cannot vouch for itself.',
        ]
      : [withoutCertificate(evidence)]),
    '',
    'By hand: sha256sum -c SHA256SUMS, then the steps in README.txt attached to the certificate',
    '(pdfdetach -list certificate.pdf). The chain and the proofs are open formats: RFC 8785, RFC 6962,',
    'C2SP tlog-checkpoint and tlog-proof, RFC 3161.',
    '',
    evidence.logged === null
      ? 'The log had not taken in the last events when this package was made: no proof is included.'
      : `The last event in audit.json is entry ${evidence.logged.logIndex} of the log (tree of ${evidence.logged.treeSize} entries).`,
    '',
    'Whoever keeps checkpoint.txt can later hold the log to it: a log that was altered cannot contain it.',
  ].join('\n')}\n`;
}

function withoutCertificate({ erasedAt }: CollectedEvidence): string {
  if (erasedAt === null) {
    return 'The envelope has no certificate (yet): it has not ended, or its certificate is being made.';
  }
  const day = erasedAt.toISOString().slice(0, 10);
  return `Documents and certificate were erased on ${day}. Their SHA-256 stay in audit.json: a copy kept elsewhere can be held to them.`;
}

function aboutDocument(name: string): string {
  return name.endsWith('-sealed.pdf')
    ? 'the document as it was sealed'
    : 'the document as people were shown it';
}
