import { X509Certificate } from 'node:crypto';
import type { Handle } from 'pkcs11js';
import { chainUpwards, commonNameOf, rawNameAndSerial } from '../seal-chain.js';
import { CKA, CKC, CKO } from './cryptoki.js';
import { findCertificateObjects, findPrivateKey, type KeyName } from './find-key.js';
import { readBytes, readText } from './read-attribute.js';
import type { Session } from './session-pool.js';

/** A certificate object as the token keeps it. */
export interface StoredCertificate {
  readonly label: string;
  readonly idHex: string;
  readonly der: Uint8Array;
}

/** Every X.509 certificate the session may see; objects that are none are left out. */
export function readCertificates(session: Session): StoredCertificate[] {
  return findCertificateObjects(session, {}).flatMap((object) => {
    const stored = readStored(session, object);
    return stored && parses(stored.der) ? [stored] : [];
  });
}

/**
 * The certificates to send along with a seal, leaf first, without a root above others: the leaf is the certificate
 * for exactly this public key (the one with the key's CKA_ID goes first, then the newest that is valid at `at`).
 * Issuers come from the token and from `extraDer`. Empty when there is no certificate for the key.
 */
export function findChain(
  session: Session,
  name: KeyName,
  spkiDer: Uint8Array,
  extraDer: readonly Uint8Array[],
  at: Date,
): Uint8Array[] {
  const idHex = readBytes(session, findPrivateKey(session, name), CKA.ID)?.toString('hex');
  const stored = readCertificates(session);
  const candidates = [
    ...extraDer.map((der) => ({ certificate: new X509Certificate(der), rank: 0 })),
    ...stored.map(({ der, idHex: id }) => ({
      certificate: new X509Certificate(der),
      rank: id === idHex ? 1 : 2,
    })),
  ].filter(({ certificate }) => isFor(certificate, spkiDer));
  const [leaf] = candidates.sort(
    (left, right) =>
      Number(isValidAt(right.certificate, at)) - Number(isValidAt(left.certificate, at)) ||
      left.rank - right.rank ||
      right.certificate.validFromDate.getTime() - left.certificate.validFromDate.getTime(),
  );
  if (!leaf) return [];
  const pool = [...extraDer, ...stored.map(({ der }) => der)].map((der) => new X509Certificate(der));
  const chain = chainUpwards(leaf.certificate, pool);
  const withoutRoot = chain.length > 1 && isSelfIssued(chain.at(-1)) ? chain.slice(0, -1) : chain;
  return withoutRoot.map(({ raw }) => new Uint8Array(raw));
}

/**
 * Stores a chain beside its key: the leaf under the key's label and CKA_ID, issuers under their own names. What the
 * token holds already is left alone; older certificates stay.
 *
 * @returns number of objects written.
 */
export function storeChain(session: Session, name: KeyName, chainDer: readonly Uint8Array[]): number {
  const key = findPrivateKey(session, name);
  const label = readText(session, key, CKA.LABEL);
  const id = readBytes(session, key, CKA.ID) ?? Buffer.alloc(0);
  const known = new Set(readCertificates(session).map(({ der }) => Buffer.from(der).toString('hex')));
  const missing = chainDer
    .map((der, index) => ({ der, isLeaf: index === 0 }))
    .filter(({ der }) => !known.has(Buffer.from(der).toString('hex')));
  for (const { der, isLeaf } of missing) {
    createObject(session, der, isLeaf ? { label, id } : { label: commonNameOf(der), id: Buffer.alloc(0) });
  }
  return missing.length;
}

function createObject(
  { calls, handle }: Session,
  der: Uint8Array,
  { label, id }: { label: string; id: Buffer },
): void {
  const { subjectDer, issuerDer, serialNumberDer } = rawNameAndSerial(der);
  calls.C_CreateObject(handle, [
    { type: CKA.CLASS, value: CKO.CERTIFICATE },
    { type: CKA.CERTIFICATE_TYPE, value: CKC.X_509 },
    { type: CKA.TOKEN, value: true },
    { type: CKA.PRIVATE, value: false },
    { type: CKA.LABEL, value: label },
    { type: CKA.ID, value: id },
    { type: CKA.SUBJECT, value: Buffer.from(subjectDer) },
    { type: CKA.ISSUER, value: Buffer.from(issuerDer) },
    { type: CKA.SERIAL_NUMBER, value: Buffer.from(serialNumberDer) },
    { type: CKA.VALUE, value: Buffer.from(der) },
  ]);
}

function readStored(session: Session, object: Handle): StoredCertificate | null {
  const der = readBytes(session, object, CKA.VALUE);
  if (!der || der.length === 0) return null;
  return {
    label: readText(session, object, CKA.LABEL),
    idHex: readBytes(session, object, CKA.ID)?.toString('hex') ?? '',
    der: new Uint8Array(der),
  };
}

function parses(der: Uint8Array): boolean {
  try {
    return new X509Certificate(der).raw.length > 0;
  } catch {
    return false;
  }
}

function isFor(certificate: X509Certificate, spkiDer: Uint8Array): boolean {
  return certificate.publicKey.export({ type: 'spki', format: 'der' }).equals(spkiDer);
}

function isValidAt(certificate: X509Certificate, at: Date): boolean {
  return certificate.validFromDate <= at && at <= certificate.validToDate;
}

function isSelfIssued(certificate: X509Certificate | undefined): boolean {
  return certificate !== undefined && certificate.subject === certificate.issuer;
}
