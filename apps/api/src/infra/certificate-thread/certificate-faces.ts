import { createTypesetter } from '@sealwright/signing-core';
import { loadCertificateChains, loadCertificateFonts, loadFonts } from '@sealwright/signing-core/fonts';

/** What certificates are set in: their own faces, and for names in any other script the fonts of the fields. */
export const certificateFonts = loadCertificateFonts();

export const certificateTypesetter = createTypesetter(loadCertificateChains(), loadFonts().subset);
