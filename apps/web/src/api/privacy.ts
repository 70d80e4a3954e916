import type { Call } from './call';
import type { EnvelopeStatus } from './envelopes';

export interface Obstacle {
  readonly code: string;
  readonly sentence: string;
}

export interface PersonEnvelope {
  readonly envelopeId: string;
  readonly title: string;
  readonly status: EnvelopeStatus;
  readonly isRecipient: boolean;
  readonly isSender: boolean;
  readonly textsMention: boolean;
  readonly fieldValueCount: number;
  readonly mailCount: number;
  readonly personalValueCount: number;
  readonly fileCount: number;
  /** Its certificate goes on naming this person as its sender. */
  readonly certificateStays: boolean;
  /** Empty: it can be erased now. */
  readonly obstacles: readonly Obstacle[];
}

export interface Person {
  readonly envelopes: readonly PersonEnvelope[];
  readonly outside: {
    readonly recordedSubjectCount: number;
    readonly bulkRowCount: number;
    readonly templateFieldCount: number;
    readonly sharedTextCount: number;
    readonly invitationCount: number;
    readonly hasAccount: boolean;
    readonly sessionCount: number;
  };
  readonly obstacles: readonly Obstacle[];
}

export const erasureGrounds = [
  'consent-withdrawn',
  'no-longer-needed',
  'objection',
  'unlawful-processing',
  'legal-obligation',
  'child-consent',
] as const;
export type ErasureGround = (typeof erasureGrounds)[number];

export interface Erasure {
  readonly id: string;
  readonly state: 'running' | 'done';
  readonly ground: string;
  readonly requestedAt: string;
  readonly doneAt: string | null;
  readonly result: {
    readonly envelopeCount: number;
    readonly personalValueCount: number;
    readonly bulkRowCount: number;
    readonly templateFieldCount: number;
    readonly kept: readonly { readonly envelopeId: string; readonly obstacles: readonly Obstacle[] }[];
    readonly keptOutside: readonly Obstacle[];
    /** Envelopes whose certificate goes on naming the person who sent them. */
    readonly namedInCertificates: readonly string[];
  } | null;
}

export interface ErasureWish {
  readonly email: string;
  readonly confirm: string;
  readonly ground: ErasureGround;
  readonly textsOf: readonly string[];
}

export const lookForPerson = (call: Call, email: string): Promise<Person> =>
  call('POST /privacy/lookups', { body: { email } });

export const exportPerson = (call: Call, email: string): Promise<unknown> =>
  call('POST /privacy/exports', { body: { email } });

export const erasePerson = (call: Call, wish: ErasureWish): Promise<Erasure> =>
  call('POST /privacy/erasures', { body: wish });

export const listErasures = (call: Call): Promise<{ items: readonly Erasure[] }> =>
  call('GET /privacy/erasures');
