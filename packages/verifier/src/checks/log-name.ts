/** A log that goes on after a restore has the name of the one before and a number behind it: `<name>/2` (ADR 0030). */
export function withoutNumber(name: string): string {
  return name.replace(/\/[1-9][0-9]{0,5}$/, '');
}
