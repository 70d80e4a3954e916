import type { AssuranceLevel, CertificateLanguage, PartyOutcome, PartyRole } from '../certificate-data.js';
import type { Device } from '../tell-device.js';

export type PartyLabel =
  | 'signature'
  | 'identified'
  | 'assurance'
  | 'invited'
  | 'opened'
  | 'consented'
  | 'consentText'
  | 'signed'
  | 'approved'
  | 'declined'
  | 'reason'
  | 'ipAddress'
  | 'device';

/** What concerns a recipient, in one language; the story has words of its own, and the rest is English. */
export type CertificateWords = {
  readonly language: CertificateLanguage;
  /** Of itself: "Deutsch". */
  readonly languageName: string;
  /** Over the section that tells of them. */
  readonly parties: string;
  readonly roles: Readonly<Record<PartyRole, string>>;
  readonly outcomes: Readonly<Record<PartyOutcome, string>>;
  readonly labels: Readonly<Record<PartyLabel, string>>;
  /** How somebody was identified, and what that is worth: never more than was proven. */
  readonly identification: Readonly<Record<AssuranceLevel, { method: string; assurance: string }>>;
  /** For methods this version does not know. */
  readonly otherIdentification: (recorded: string) => { method: string; assurance: string };
  readonly consent: (textVersion: string) => string;
  readonly erasedName: string;
  readonly erasedAddress: string;
  readonly erasedSignature: string;
  readonly signatureNotKept: string;
  readonly signatureAlt: (name: string) => string;
  readonly device: (device: Device) => string;
  /** January first. */
  readonly months: readonly string[];
  readonly day: (day: number, month: string, year: string) => string;
  /** The same moment on the clock of a place: "10:12:07 in Europe/Berlin, UTC+01:00". */
  readonly inZone: (time: string, zone: string, offset: string) => string;
  /** For a recipient who reads this language and not English. */
  readonly summary: string;
};
