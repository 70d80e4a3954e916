import * as asn1js from 'asn1js';
import { type Asn1Block, rawBytes, readOid, sequenceItems, setItems } from '../asn1/asn1-reader.js';
import { toHex } from '../runtime/bytes.js';

/** A name as certificates carry it (RFC 5280 § 4.1.2.4), ready to be compared. */
export interface DistinguishedName {
  readonly der: Uint8Array;
  /** One text per RDN; two names are the same when these are (RFC 5280 § 7.1: case and white space do not count). */
  readonly rdns: readonly string[];
  readonly attributes: readonly { readonly oid: string; readonly text: string }[];
}

export function readName(block: Asn1Block | undefined): DistinguishedName {
  const attributes: { oid: string; text: string }[] = [];
  const rdns = sequenceItems(block).map((rdn) => {
    const parts = setItems(rdn).map((item) => {
      const [type, value] = sequenceItems(item);
      const oid = readOid(type);
      const text = readText(value);
      if (text !== null) attributes.push({ oid, text });
      return `${oid}=${text === null ? hexOf(value) : JSON.stringify(normalise(text))}`;
    });
    return parts.sort().join('+');
  });
  return { der: block ? rawBytes(block) : new Uint8Array(), rdns, attributes };
}

export function sameName(left: DistinguishedName, right: DistinguishedName): boolean {
  return left.rdns.length === right.rdns.length && startsWithName(left, right);
}

/** Whether `name` lies in the subtree below `base` (RFC 5280 § 4.2.1.10). */
export function startsWithName(name: DistinguishedName, base: DistinguishedName): boolean {
  return base.rdns.every((rdn, index) => name.rdns[index] === rdn);
}

export function findAttribute(name: DistinguishedName, oid: string): string | null {
  return name.attributes.find((attribute) => attribute.oid === oid)?.text ?? null;
}

const normalise = (text: string): string => text.normalize('NFKC').toLowerCase().trim().replace(/\s+/g, ' ');

function readText(value: Asn1Block | undefined): string | null {
  return value instanceof asn1js.BaseStringBlock ? value.getValue() : null;
}

const hexOf = (block: Asn1Block | undefined): string => (block ? toHex(rawBytes(block)) : '');
