import { findOfficePrograms } from '@sealwright/signing-core/office';
import { type Check, ok, reasonOf, warn } from './finding.js';

const ANSWER_LIMIT_MS = 5_000;

/** Word files and the like become PDFs where LibreOffice is; a platform without it works, and says so to whoever uploads one. */
export const checkOfficeConverter: Check = {
  name: 'office files',
  async run(environment) {
    const address = environment.OFFICE_CONVERTER_URL;
    if (address) return await checkService(address);
    const { soffice, heifConvert } = findOfficePrograms(environment.PATH ?? '');
    const photos =
      heifConvert === null ? 'HEIC photos are refused with a sentence.' : 'HEIC photos are converted.';
    if (soffice !== null) return ok(`LibreOffice converts them. ${photos}`);
    return ok(
      `Refused with a sentence: neither LibreOffice nor OFFICE_CONVERTER_URL is there (docs/formats.md). ${photos}`,
    );
  },
};

async function checkService(address: string) {
  const remedy = 'Start the converter service, or take OFFICE_CONVERTER_URL away (docs/formats.md).';
  try {
    const signal = AbortSignal.timeout(ANSWER_LIMIT_MS);
    const response = await fetch(new URL('/healthz', address), { signal, redirect: 'error' });
    if (response.ok) return ok('The converter service answers.');
    return warn(`The converter service answers ${response.status}: office files are refused.`, remedy);
  } catch (error) {
    return warn(
      `The converter service does not answer: ${reasonOf(error)}. Office files are refused.`,
      remedy,
    );
  }
}
