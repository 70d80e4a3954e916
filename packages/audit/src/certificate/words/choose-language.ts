import type { CertificateData, CertificateLanguage } from '../certificate-data.js';
import type { CertificateWords } from './certificate-words.js';
import { de } from './de.js';
import { en } from './en.js';
import { es } from './es.js';
import { fr } from './fr.js';

const words: Readonly<Record<CertificateLanguage, CertificateWords>> = { en, de, fr, es };

/** The language in which a certificate tells what is not about one recipient. */
export const MAIN_LANGUAGE: CertificateLanguage = 'en';

export function wordsOf(language: CertificateLanguage): CertificateWords {
  return words[language];
}

/** The languages, other than its own, of those it speaks of; each once, in the order of the recipients. */
export function secondLanguagesOf({
  parties,
}: Pick<CertificateData, 'parties'>): readonly CertificateLanguage[] {
  return [...new Set(parties.flatMap(({ language }) => language ?? []))];
}

/**
 * The language a recipient asked for, from a language tag or a whole Accept-Language header (RFC 9110 § 12.5.4). Null when
 * certificates do not speak the first one asked for: a guess at the second could be as foreign as English.
 */
export function chooseLanguage(asked: string | null | undefined): CertificateLanguage | null {
  const ranked = (asked ?? '')
    .slice(0, 1000)
    .split(',')
    .map(readRange)
    .filter(({ quality }) => quality > 0);
  const [first] = ranked.toSorted((one, other) => other.quality - one.quality);
  const primary = first?.tag.split('-')[0] ?? '';
  return Object.hasOwn(words, primary) ? (primary as CertificateLanguage) : null;
}

function readRange(range: string): { tag: string; quality: number } {
  const [tag = '', ...parameters] = range.split(';').map((part) => part.trim().toLowerCase());
  const quality = parameters.find((parameter) => parameter.startsWith('q='))?.slice(2);
  const value = quality === undefined ? 1 : Number(quality);
  return { tag, quality: tag === '' || Number.isNaN(value) ? 0 : value };
}
