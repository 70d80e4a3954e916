import { existsSync } from 'node:fs';
import { findProgram } from '../processes/find-program.mjs';
import { REDIS_PROGRAMS } from '../services/redis.mjs';
import { softHsmModule } from '../services/softhsm.mjs';

/** What a stack takes from the operating system, unless a variable replaces it. */
export const REDIS = {
  what: 'Redis',
  programs: REDIS_PROGRAMS,
  apt: ['redis-server'],
  brew: ['redis'],
  instead: 'set REDIS_URL to a Redis of your own',
};

export const SOFTHSM = {
  what: 'SoftHSM2',
  isThere: () => softHsmModule() !== null,
  apt: ['softhsm2'],
  brew: ['softhsm'],
  instead: 'set PKCS11_MODULE to the module of your HSM',
};

/** Makes the tokens of the local timestamp authority. */
export const OPENSSL = {
  what: 'openssl',
  programs: ['openssl'],
  apt: ['openssl'],
  brew: ['openssl'],
  instead: 'set TIMESTAMP_AUTHORITIES and TIMESTAMP_TRUST_FILE to an authority of your choice',
};

/** What looks at sealed files from outside. */
export const PDF_TOOLS = [
  { what: 'pdfsig (poppler)', programs: ['pdfsig'], apt: ['poppler-utils'], brew: ['poppler'] },
  { what: 'qpdf', programs: ['qpdf'], apt: ['qpdf'], brew: ['qpdf'] },
];

/** The third program that shows sealed files, beside PDFium and poppler. */
export const MUPDF = {
  what: 'mutool (MuPDF)',
  programs: ['mutool'],
  apt: ['mupdf-tools'],
  brew: ['mupdf-tools'],
};

/** Only Debian and its like package these. */
export const JAVA_JUDGES = {
  what: 'PDFBox and BouncyCastle',
  isThere: () => existsSync('/usr/share/java/pdfbox2.jar') && existsSync('/usr/share/java/bcpkix.jar'),
  apt: ['libpdfbox2-java', 'libbcpkix-java', 'default-jdk-headless'],
  brew: [],
};

const CHROMIUM_PROGRAMS = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
const MAC_CHROME = '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome';

/** The browser of the browser tests, and the independent tools with which tests look at sealed files and tokens. */
export const TEST_PROGRAMS = [
  {
    what: 'Chromium',
    isThere: () => chromium() !== null,
    apt: ['chromium'],
    brew: ['--cask', 'google-chrome'],
  },
  ...PDF_TOOLS,
  OPENSSL,
  { what: 'pkcs11-tool (opensc)', programs: ['pkcs11-tool'], apt: ['opensc'], brew: ['opensc'] },
];

/** The Chromium (or Chrome) of this machine, or null. */
export function chromium() {
  return findProgram(CHROMIUM_PROGRAMS) ?? findProgram([MAC_CHROME]);
}
