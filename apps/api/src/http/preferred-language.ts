const MAX_HEADER = 500;
const MAX_TAG = 35;

/**
 * The language a browser asks for first (Accept-Language, RFC 9110 § 12.5.4) as a BCP 47 tag in its usual spelling. Null
 * when it does not say, or says nothing that is a language.
 */
export function preferredLanguage(header: string | undefined): string | null {
  const ranges = (header ?? '').slice(0, MAX_HEADER).split(',').map(readRange);
  const [first] = ranges
    .filter(({ quality }) => quality > 0)
    .sort((one, other) => other.quality - one.quality);
  return first === undefined ? null : canonical(first.tag);
}

function readRange(range: string): { tag: string; quality: number } {
  const [tag = '', ...parameters] = range.split(';').map((part) => part.trim());
  const quality = parameters.find((parameter) => /^q=/i.test(parameter))?.slice(2) ?? '1';
  return { tag, quality: tag === '' ? 0 : Number(quality) || 0 };
}

function canonical(tag: string): string | null {
  if (tag.length > MAX_TAG) return null;
  try {
    return Intl.getCanonicalLocales(tag)[0] ?? null;
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}
