import type { Color } from 'pdf-lib';
import type { PartyOutcome } from '../certificate-data.js';
import { accent, amber, red, slate } from '../layout/palette.js';

/** Always beside the word that says the same. */
export const outcomeColors: Readonly<Record<PartyOutcome, Color>> = {
  signed: accent,
  approved: accent,
  declined: red,
  opened: amber,
  invited: amber,
  'not-reached': slate,
  copy: slate,
};
