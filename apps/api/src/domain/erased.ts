import { AppError } from './app-error.js';
import type { OrganisationId } from './ids.js';

/** What stands where a name or a title was. */
export const ERASED_TEXT = '(erased)';

/** The address of somebody who was erased: `.invalid` can never be delivered to (RFC 2606). */
export function isErasedAddress(email: string): boolean {
  return email.endsWith('@erased.invalid');
}

/** Whoever asks for a file that is gone for good hears since when. */
export function erasedFile(at: Date): AppError {
  const day = at.toISOString().slice(0, 10);
  return new AppError('file-erased', `This file was erased on ${day}. Its fingerprint stays in the record.`);
}

/**
 * documents: files and field values of an envelope. personal: these, and all names, addresses and texts. person: what is
 * about some of its people, and the files, which show them.
 */
export type ErasureScope = 'documents' | 'personal' | 'person';

export type ErasureCause = 'request' | 'retention' | 'restore';

/** What forbids an erasure now. */
export const obstacleCodes = [
  'legal-hold',
  'still-a-draft',
  'still-running',
  'still-being-sealed',
  'retention-period',
] as const;
export type ObstacleCode = (typeof obstacleCodes)[number];

/** One sentence a person can act on. */
export const obstacleSentences: Readonly<Record<ObstacleCode, string>> = {
  'legal-hold': 'A legal hold stands on this envelope. It can be erased when every hold is lifted.',
  'still-a-draft': 'This draft names the person. Delete the draft or take the person out of it.',
  'still-running': 'This envelope is still out for signature. Void it or wait until it has ended.',
  'still-being-sealed':
    'This envelope has ended and its files are still being sealed. Try again in a few minutes.',
  'retention-period': 'A locked retention rule keeps this envelope until its time has come.',
};

/** Grounds of GDPR article 17(1), in its order. */
export const erasureGrounds = [
  'no-longer-needed',
  'consent-withdrawn',
  'objection',
  'unlawful-processing',
  'legal-obligation',
  'child-consent',
] as const;
export type ErasureGround = (typeof erasureGrounds)[number];

/** One line of the erasure list: pseudonyms only. */
export interface ErasureEntry {
  readonly id: string;
  readonly organisationId: OrganisationId;
  readonly envelopeId: string | null;
  readonly scope: ErasureScope | 'subjects';
  readonly cause: 'request' | 'retention';
  readonly recipientIds: readonly string[];
  readonly subjects: readonly string[];
  readonly texts: boolean;
  readonly sender: boolean;
  readonly requestId: string | null;
  readonly erasedAt: string;
}
