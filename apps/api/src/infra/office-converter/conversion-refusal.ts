import { SigningError } from '@sealwright/signing-core';
import { z } from 'zod';

const shape = z.object({
  code: z.enum([
    'office-converter-missing',
    'office-converter-unavailable',
    'office-timed-out',
    'office-damaged',
  ]),
  detail: z.string().min(1).max(500),
});

/** How the converter service says no, in one JSON object. */
export const conversionRefusal = {
  write: (error: unknown): string => {
    const said = shape.safeParse(
      error instanceof SigningError ? { code: error.code, detail: error.message } : null,
    );
    return JSON.stringify(said.success ? said.data : UNKNOWN);
  },
  parse: (text: string): SigningError => {
    const { code, detail } = shape.catch(UNKNOWN).parse(jsonOf(text));
    return new SigningError(code, detail);
  },
};

const UNKNOWN = {
  code: 'office-converter-unavailable' as const,
  detail: 'The office converter failed. Save the document as a PDF and upload that.',
};

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
