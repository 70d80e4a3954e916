import { type Asn1Block, rawBytes, taggedContent, taggedItems } from '../asn1/asn1-reader.js';
import { latin1 } from '../runtime/bytes.js';
import { type DistinguishedName, readName } from './distinguished-name.js';

/** GeneralName (RFC 5280 § 4.2.1.6). `other`: a kind that nothing here compares. */
export type GeneralName =
  | { readonly kind: 'email' | 'dns' | 'uri'; readonly text: string }
  | { readonly kind: 'directory'; readonly name: DistinguishedName }
  | { readonly kind: 'ip'; readonly bytes: Uint8Array }
  | { readonly kind: 'other'; readonly der: Uint8Array };

const TEXT_TAGS = [
  [1, 'email'],
  [2, 'dns'],
  [6, 'uri'],
] as const;

export function readGeneralName(block: Asn1Block): GeneralName {
  for (const [tag, kind] of TEXT_TAGS) {
    const content = taggedContent(block, tag);
    if (content) return { kind, text: latin1(content) };
  }
  const ip = taggedContent(block, 7);
  if (ip) return { kind: 'ip', bytes: ip };
  const directory = taggedItems(block, 4);
  if (directory) return { kind: 'directory', name: readName(directory[0]) };
  return { kind: 'other', der: rawBytes(block) };
}
