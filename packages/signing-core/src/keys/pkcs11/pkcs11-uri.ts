import { TokenError } from './token-error.js';

/** What a PKCS#11 URI (RFC 7512) narrows a token and an object by. An absent attribute matches anything. */
export interface Pkcs11Uri {
  readonly token?: string;
  readonly manufacturer?: string;
  readonly model?: string;
  readonly serial?: string;
  readonly slotId?: number;
  readonly object?: string;
  /** CKA_ID, lower-case hexadecimal. */
  readonly idHex?: string;
  readonly type?: string;
  readonly modulePath?: string;
  readonly pinSource?: string;
  /** The PIN itself. Never written back by `formatPkcs11Uri`; do not log a URI that was given. */
  readonly pinValue?: string;
}

const textAttributes = {
  token: 'token',
  manufacturer: 'manufacturer',
  model: 'model',
  serial: 'serial',
  object: 'object',
  type: 'type',
} as const;

const ignoredPathAttributes = new Set([
  'slot-description',
  'slot-manufacturer',
  'library-description',
  'library-manufacturer',
  'library-version',
]);

/**
 * Reads a PKCS#11 URI such as `pkcs11:token=sealwright;object=seal-2026`.
 *
 * @throws TokenError `token-uri-invalid` for another scheme, an unknown or doubled attribute, a broken escape, and
 * for `pin-value` beside `pin-source` (RFC 7512 § 2.4). No message repeats a value, which might be a PIN.
 */
export function parsePkcs11Uri(uri: string): Pkcs11Uri {
  const match = /^pkcs11:([^?]*)(?:\?(.*))?$/.exec(uri.trim());
  if (!match) throw invalid('A key is named by a PKCS#11 URI such as pkcs11:token=sealwright;object=seal.');
  const path = readAttributes(match[1] ?? '', ';');
  const query = readAttributes(match[2] ?? '', '&');
  return { ...readPath(path), ...readQuery(query) };
}

/**
 * Writes a URI that `parsePkcs11Uri` reads back; every octet outside RFC 7512's unreserved set is escaped. Module
 * and PIN attributes are left out: the answer may be shown and stored.
 */
export function formatPkcs11Uri(parts: Pkcs11Uri): string {
  const texts = Object.entries(textAttributes).flatMap(([name, field]) => {
    const value = parts[field];
    return value === undefined ? [] : [`${name}=${escapeText(value)}`];
  });
  const slot = parts.slotId === undefined ? [] : [`slot-id=${parts.slotId}`];
  const id = parts.idHex === undefined ? [] : [`id=${parts.idHex.replace(/../g, '%$&')}`];
  return `pkcs11:${[...texts, ...slot, ...id].join(';')}`;
}

function readPath(attributes: Map<string, string>): Pkcs11Uri {
  const found: { -readonly [K in keyof Pkcs11Uri]: Pkcs11Uri[K] } = {};
  for (const [name, raw] of attributes) {
    if (name in textAttributes) {
      found[textAttributes[name as keyof typeof textAttributes]] = decodeText(name, raw);
    } else if (name === 'id') {
      found.idHex = decodeOctets(name, raw).toString('hex');
    } else if (name === 'slot-id') {
      if (!/^\d{1,15}$/.test(raw)) throw invalid('The slot-id of a PKCS#11 URI must be a whole number.');
      found.slotId = Number(raw);
    } else if (!ignoredPathAttributes.has(name) && !name.startsWith('x-')) {
      throw invalid(`The PKCS#11 URI has an attribute that RFC 7512 does not know: ${printable(name)}.`);
    }
  }
  return found;
}

const queryAttributes = {
  'module-path': 'modulePath',
  'pin-source': 'pinSource',
  'pin-value': 'pinValue',
} as const;

function readQuery(
  attributes: Map<string, string>,
): Pick<Pkcs11Uri, 'modulePath' | 'pinSource' | 'pinValue'> {
  if (attributes.has('pin-value') && attributes.has('pin-source')) {
    throw invalid('The PKCS#11 URI gives a PIN and a file with a PIN; only one of them may be there.');
  }
  return Object.fromEntries(
    Object.entries(queryAttributes).flatMap(([name, field]) => {
      const raw = attributes.get(name);
      return raw === undefined ? [] : [[field, decodeText(name, raw)]];
    }),
  );
}

function readAttributes(text: string, separator: string): Map<string, string> {
  const found = new Map<string, string>();
  for (const part of text.split(separator)) {
    if (part === '') continue;
    const at = part.indexOf('=');
    if (at < 1) throw invalid('Each part of a PKCS#11 URI has the form name=value.');
    const name = part.slice(0, at);
    // A doubled attribute would let two readers disagree about which key is meant (RFC 7512 § 2.3).
    if (found.has(name)) throw invalid(`The PKCS#11 URI names ${printable(name)} twice.`);
    found.set(name, part.slice(at + 1));
  }
  return found;
}

function decodeText(name: string, raw: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(decodeOctets(name, raw));
  } catch (cause) {
    if (cause instanceof TokenError) throw cause;
    throw invalid(`The value of ${printable(name)} in the PKCS#11 URI is not UTF-8 text.`);
  }
}

function decodeOctets(name: string, raw: string): Buffer {
  const pieces = raw.match(/%[0-9a-fA-F]{2}|[^%]+/g) ?? [];
  if (pieces.join('') !== raw) {
    throw invalid(`The value of ${printable(name)} in the PKCS#11 URI has a broken % escape.`);
  }
  return Buffer.concat(
    pieces.map((piece) => (piece.startsWith('%') ? Buffer.from(piece.slice(1), 'hex') : Buffer.from(piece))),
  );
}

function escapeText(text: string): string {
  return encodeURIComponent(text).replace(
    /[!'()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

function printable(name: string): string {
  return JSON.stringify(name.slice(0, 40));
}

function invalid(message: string): TokenError {
  return new TokenError('token-uri-invalid', message);
}
