import { splitCharacters } from './characters';

/** Of Caveat 600, measured with names of people: 0.36 to 0.42 of the letter size a character. Capitals alone take more. */
const characterEm = 0.42;
/** Left and right of the name, together. */
const marginEm = 0.5;

/** How large the letters of a typed signature may be so that the whole name stands in the field, as it does once sealed. */
export function fittedLetters(text: string, fieldWidth: number): number {
  return fieldWidth / (splitCharacters(text).length * characterEm + marginEm);
}
