import { problemCatalogue } from './problem-catalogue.js';

/** What the catalogue says of a code: true retry, false give up, null not a code of ours. */
export function retryRule(code: string): boolean | null {
  return Object.hasOwn(problemCatalogue, code)
    ? problemCatalogue[code as keyof typeof problemCatalogue].retry
    : null;
}
