import { type Asn1Block, Asn1Refusal, sequenceItems, taggedItems } from '../asn1/asn1-reader.js';
import { X509_OID } from '../asn1/object-identifiers.js';
import type { ParsedCertificate } from './certificate.js';
import { parsedValue } from './certificate-extensions.js';
import { startsWithName } from './distinguished-name.js';
import { type GeneralName, readGeneralName } from './general-name.js';

interface NameConstraints {
  readonly permitted: readonly GeneralName[];
  readonly excluded: readonly GeneralName[];
}

/** Every name and every constraint are compared with each other: both numbers are the opponent's to choose. */
const MAX_NAMES = 256;

/** Whether every name of `certificate` is one that `authority` may vouch for (RFC 5280 § 4.2.1.10). */
export function respectsNameConstraints(
  certificate: ParsedCertificate,
  authority: ParsedCertificate,
): boolean {
  const constraints = readConstraints(authority);
  if (!constraints) return true;
  const names = namesOf(certificate);
  if (names.length > MAX_NAMES) return false;
  return names.every((name) => {
    // A kind that cannot be compared is outside as soon as it is constrained.
    if (name.kind === 'other') return !isConstrained(constraints, 'other');
    if (constraints.excluded.some((base) => isWithin(name, base))) return false;
    const permitted = constraints.permitted.filter((base) => base.kind === name.kind);
    return permitted.length === 0 || permitted.some((base) => isWithin(name, base));
  });
}

const isConstrained = ({ permitted, excluded }: NameConstraints, kind: GeneralName['kind']): boolean =>
  [...permitted, ...excluded].some((base) => base.kind === kind);

function readConstraints(authority: ParsedCertificate): NameConstraints | null {
  const value = parsedValue(authority.extensions, X509_OID.nameConstraints);
  if (!value) return null;
  const items = sequenceItems(value);
  return { permitted: readSubtrees(items, 0), excluded: readSubtrees(items, 1) };
}

function readSubtrees(items: readonly Asn1Block[], tag: number): GeneralName[] {
  const trees = items.flatMap((item) => taggedItems(item, tag) ?? []);
  if (trees.length > MAX_NAMES) throw new Asn1Refusal('too many name constraints');
  return trees.map((tree) => {
    const [base, ...bounds] = sequenceItems(tree);
    // minimum and maximum must not be used (RFC 5280 § 4.2.1.10), and nobody knows what they would mean.
    if (!base || bounds.length > 0) throw new Asn1Refusal('a name constraint with bounds');
    return readGeneralName(base);
  });
}

/** Subject, alternative names, and e-mail addresses that stand in the subject. */
function namesOf(certificate: ParsedCertificate): GeneralName[] {
  const { subject, extensions } = certificate;
  const alternative = parsedValue(extensions, X509_OID.subjectAltName);
  const emails = subject.attributes.filter(({ oid }) => oid === X509_OID.emailAddress);
  return [
    ...(subject.rdns.length > 0 ? [{ kind: 'directory', name: subject } as const] : []),
    ...(alternative ? sequenceItems(alternative).map(readGeneralName) : []),
    ...emails.map(({ text }) => ({ kind: 'email', text }) as const),
  ];
}

function isWithin(name: GeneralName, base: GeneralName): boolean {
  if (name.kind === 'directory' && base.kind === 'directory') return startsWithName(name.name, base.name);
  if (name.kind === 'ip' && base.kind === 'ip') return isAddressWithin(name.bytes, base.bytes);
  if (name.kind === 'email' && base.kind === 'email')
    return isEmailWithin(name.text, base.text.toLowerCase());
  if (name.kind === 'dns' && base.kind === 'dns') {
    const host = base.text.toLowerCase();
    return host === '' || isHostWithin(name.text, host, true);
  }
  if (name.kind === 'uri' && base.kind === 'uri') return isUriWithin(name.text, base.text.toLowerCase());
  return false;
}

/** One mailbox, all mailboxes of a host, or (with a leading dot) of every host below a domain. */
function isEmailWithin(address: string, base: string): boolean {
  if (base.includes('@')) return address.toLowerCase() === base;
  return isHostWithin(address.slice(address.lastIndexOf('@') + 1), base, false);
}

function isUriWithin(uri: string, base: string): boolean {
  const host = /^[a-z][a-z0-9+.-]*:\/\/(?:[^/?#@]*@)?([^/?#:[\]]+)/i.exec(uri)?.[1];
  return host !== undefined && isHostWithin(host, base, false);
}

function isHostWithin(hostName: string, base: string, belowCounts: boolean): boolean {
  const host = hostName.toLowerCase();
  if (base.startsWith('.')) return host.endsWith(base);
  return host === base || (belowCounts && host.endsWith(`.${base}`));
}

/** Address followed by mask, both as long as the name. */
function isAddressWithin(address: Uint8Array, base: Uint8Array): boolean {
  if (base.length !== 2 * address.length) return false;
  return address.every((byte, index) => {
    const mask = base[address.length + index] ?? 0;
    return (byte & mask) === ((base[index] ?? 0) & mask);
  });
}
