import type { CertificateLanguage } from '../certificate-data.js';
import { de } from './de.js';
import { en } from './en.js';
import { es } from './es.js';
import type { EventWords } from './event-words.js';
import { fr } from './fr.js';

const words: Readonly<Record<CertificateLanguage, EventWords>> = { en, de, fr, es };

export function eventWordsOf(language: CertificateLanguage): EventWords {
  return words[language];
}
