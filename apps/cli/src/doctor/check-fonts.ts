import { loadCertificateFonts, loadFonts } from '@sealwright/signing-core/fonts';
import { type Check, ok, reasonOf, Unwell } from './finding.js';

/** TrueType or OpenType (ISO/IEC 14496-22 § 4.3). */
const fontTags = new Set(['00010000', '4f54544f', '74727565']);

/** The fonts that fields and audit certificates are drawn with are part of the package, not of the machine. */
export const checkFonts: Check = {
  name: 'fonts',
  async run() {
    try {
      const { sans, signature } = loadFonts();
      const files = [...new Set([...sans, ...signature])].map((file) => file.read());
      const faces = [...new Set([...files, ...Object.values(loadCertificateFonts())])];
      const broken = faces.filter((face) => !fontTags.has(Buffer.from(face.subarray(0, 4)).toString('hex')));
      if (faces.length > 0 && broken.length === 0) return ok(`${faces.length} faces load.`);
      throw new Error('a font file is damaged');
    } catch (cause) {
      throw new Unwell(
        `The fonts cannot be loaded: ${reasonOf(cause)}.`,
        'Install again: the font files are damaged or missing.',
        { cause },
      );
    }
  },
};
