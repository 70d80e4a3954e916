import { englishVoice } from '../../describe-event.js';
import type { EventWords } from './event-words.js';

/** Its sentences stand in the registry, beside what each type means. */
export const en: EventWords = {
  voice: englishVoice,
  heading: 'What happened',
  columns: { number: 'No.', time: 'Time (UTC)', event: 'Event', hash: 'Chain hash' },
  by: (actor) => `by ${actor}`,
  from: (ipAddress) => `from ${ipAddress}`,
  apiKey: (name) => `API key “${name}”`,
  field: { ticked: 'ticked', notTicked: 'not ticked', cleared: 'cleared' },
};
