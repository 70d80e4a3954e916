/** A value and where it stands on the last page, in fractions of the page from its top left corner. */
export interface FieldValue {
  readonly text: string;
  readonly box: { readonly x: number; readonly y: number; readonly width: number; readonly height: number };
}

export const VALUES_PER_DOCUMENT = 12;

const given = ['Ada', 'Björn', 'Clara', 'Dmitri', 'Elena', 'Farid', 'Greta', 'Hugo', 'Ines', 'Jonas', 'Kaja'];
const family = ['Lindqvist', 'Okafor', 'Weber', 'Marchetti', 'Novak', 'Svensson', 'Dubois', 'Quist', 'Young'];
const cities = ['Gothenburg', 'Utrecht', 'Leipzig', 'Bergen', 'Lyon', 'Tampere', 'Zagreb'];
const offices = ['Procurement', 'Legal Affairs', 'Finance', 'Engineering', 'Human Resources'];

/**
 * Twelve values in two columns of six, as a contract's signature page has them; other ones for each run, so that no
 * contestant gains from remembering the last document. Equal runs have equal values.
 */
export function fieldValues(run: number): FieldValue[] {
  const pick = (from: readonly string[], step: number): string => from[(run * step) % from.length] ?? '';
  const number = (step: number, digits: number): string =>
    String((run + 1) * step)
      .slice(-digits)
      .padStart(digits, '1');
  const [first, last, city] = [pick(given, 7), pick(family, 5), pick(cities, 3)];
  const texts = [
    `${first} ${last}`,
    `${pick(family, 4)} Energy AB`,
    `Head of ${pick(offices, 2)}`,
    `Storgatan ${number(13, 2)}, ${number(7919, 3)} 38 ${city}`,
    `${1 + (run % 28)} November 2026`,
    `${first.charAt(0)}${last.charAt(0)}`,
    `${number(17, 2)},${number(7907, 3)}.00 EUR`,
    `Purchase order ${number(7877, 4)}-B`,
    `+46 ${number(31, 2)} ${number(7853, 3)} 00 ${number(19, 2)}`,
    `${last.toLowerCase()}.${number(23, 2)}@example.com`,
    `I have read the terms of ${city}`,
    `${first.charAt(0)}. ${last}`,
  ];
  return texts.map((text, index) => ({
    text,
    box: { x: 0.1 + (index % 2) * 0.42, y: 0.45 + Math.floor(index / 2) * 0.08, width: 0.38, height: 0.03 },
  }));
}
