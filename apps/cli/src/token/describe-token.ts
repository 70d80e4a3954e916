import { X509Certificate } from 'node:crypto';
import type { KeySummary, StoredCertificate, TokenDescription } from '@sealwright/signing-core/pkcs11';
import { formatPkcs11Uri, isLogKeyLabel, schemeOf } from '@sealwright/signing-core/pkcs11';
import { alignColumns } from '../terminal/table.js';

/** A slot with what its token shows. */
export interface ListedToken extends TokenDescription {
  /** Null for an empty token. */
  readonly uri: string | null;
  /** False: private keys could not be seen, so the public ones stand in for them. */
  readonly loggedIn: boolean;
  readonly keys: readonly KeySummary[];
  readonly certificates: readonly StoredCertificate[];
  readonly mechanisms: readonly string[];
}

export function describeToken(token: ListedToken): string[] {
  if (token.uri === null) {
    return [`Slot ${token.slotId}: empty (${token.manufacturer}, ${token.model}); sealwright token init`, ''];
  }
  const notes = [token.soft ? 'software' : null, token.pinState === 'ok' ? null : `PIN ${token.pinState}`];
  const marks = notes.filter((each) => each !== null).map((each) => `  [${each}]`);
  return [
    `Slot ${token.slotId}: token ${JSON.stringify(token.label)}${marks.join('')}`,
    `  ${token.manufacturer}, ${token.model}, serial ${token.serial}`,
    `  ${token.uri}`,
    ...indent(describeKeys(token)),
    ...indent(describeCertificates(token)),
    `  mechanisms: ${token.mechanisms.filter((name) => name.startsWith('CKM_')).join(' ')}`,
    '',
  ];
}

function describeKeys(token: ListedToken): string[] {
  if (token.keys.length === 0) {
    return [token.loggedIn ? 'no keys' : 'no public keys to be seen; name the token with --key to log in'];
  }
  const rows = token.keys.map((key) => [
    JSON.stringify(key.label),
    key.kind,
    isLogKeyLabel(key.label)
      ? 'checkpoints'
      : [...new Set(key.usableAlgorithms.map(schemeOf))].join(' ') || 'not for seals',
    formatPkcs11Uri({ token: token.label, object: key.label, ...(key.idHex ? { idHex: key.idHex } : {}) }),
  ]);
  return alignColumns([[token.loggedIn ? 'KEY' : 'KEY (public half)', 'KIND', 'SIGNS', 'URI'], ...rows]);
}

function describeCertificates(token: ListedToken): string[] {
  if (token.certificates.length === 0) return ['no certificates'];
  const rows = token.certificates.map(({ label, idHex, der }) => {
    const certificate = new X509Certificate(der);
    const key = token.keys.find((each) => idHex !== '' && each.idHex === idHex);
    return [
      JSON.stringify(label),
      key ? `of key ${JSON.stringify(key.label)}` : certificate.ca ? 'authority' : 'no key here',
      `until ${certificate.validToDate.toISOString().slice(0, 10)}`,
      certificate.subject.replaceAll('\n', ', '),
    ];
  });
  return alignColumns([['CERTIFICATE', 'FOR', 'VALID', 'SUBJECT'], ...rows]);
}

function indent(lines: readonly string[]): string[] {
  return lines.map((line) => `  ${line}`);
}
