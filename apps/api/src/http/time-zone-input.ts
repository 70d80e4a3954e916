import { isTimeZone } from '@sealwright/audit';
import { z } from 'zod';

/** The clock an audit certificate shows beside UTC. */
export const timeZoneInput = z
  .string()
  .max(64)
  .refine(isTimeZone, 'Name a time zone of the IANA database, such as Europe/Berlin.')
  .describe('The sender’s time zone; the audit certificate shows its clock beside UTC');
