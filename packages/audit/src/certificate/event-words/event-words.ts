import type { z } from 'zod';
import type { EventVoice } from '../../describe-event.js';
import type { EventType } from '../../event-types/define-event-type.js';
import type { EventTypeNameIn, eventTypes } from '../../event-types/registry.js';
import type { Told } from '../../event-types/wording.js';

/** What may stand in the record of an envelope, and so on a certificate. */
export type EnvelopeEventName = EventTypeNameIn<'envelope'>;

/** Types whose names begin with this word. */
type Family<Prefix extends string> = Extract<EnvelopeEventName, `${Prefix}.${string}`>;
export type RecipientEventName = Family<'recipient'>;
export type FileEventName = Family<'document' | 'seal' | 'certificate'>;

/** A sentence for each type, as in `says` of the registry: what is told is the same, in the other language. */
export type EventSentences<Name extends EnvelopeEventName = EnvelopeEventName> = {
  readonly [One in Name]: (data: z.output<(typeof eventTypes)[One]['data']>, told: Told) => string;
};

/** What a field was set to, where that is no text. */
export type FieldWords = {
  readonly ticked: string;
  readonly notTicked: string;
  readonly cleared: string;
};

/** The story of an envelope in one language: its heading, its table, and a sentence for each type of event. */
export type EventWords = {
  readonly voice: EventVoice;
  readonly heading: string;
  readonly columns: {
    readonly number: string;
    readonly time: string;
    readonly event: string;
    readonly hash: string;
  };
  readonly by: (actor: string) => string;
  readonly from: (ipAddress: string) => string;
  readonly apiKey: (name: string) => string;
  readonly field: FieldWords;
};

/** Finds a sentence by the name of its type. */
export function sentencesOf(sentences: EventSentences): EventVoice['sentenceFor'] {
  return (type) =>
    // Each takes the data of its own type, which is the one it is looked up with.
    Object.hasOwn(sentences, type) ? (sentences[type as EnvelopeEventName] as EventType['says']) : null;
}
