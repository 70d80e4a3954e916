import type { Contestant } from '../contestant.js';
import { libpdfWithEc, libpdfWithRsa } from './libpdf.js';
import { limit } from './limit.js';
import { ours } from './ours.js';
import { pdfLibWithSignpdf } from './pdf-lib-signpdf.js';

export const contestants = {
  ours,
  'libpdf-ec-p12': libpdfWithEc,
  'libpdf-rsa-p12': libpdfWithRsa,
  'pdf-lib-signpdf-rsa-p12': pdfLibWithSignpdf,
  limit,
} satisfies Record<string, Contestant>;

export type ContestantName = keyof typeof contestants;
export const contestantNames = Object.keys(contestants) as ContestantName[];
/** What ours is compared with. */
export const peerNames: readonly ContestantName[] = [
  'libpdf-ec-p12',
  'libpdf-rsa-p12',
  'pdf-lib-signpdf-rsa-p12',
];
