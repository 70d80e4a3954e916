/** Flattens what the token answered into names and values: `attributes.extractable`, `false`. */
export function probeFacts(probe: unknown, prefix = ''): readonly (readonly [string, string])[] {
  if (Array.isArray(probe))
    return probe.flatMap((entry, index) => probeFacts(entry, `${prefix}${index + 1}.`));
  if (typeof probe === 'object' && probe !== null) {
    return Object.entries(probe).flatMap(([name, value]) =>
      typeof value === 'object' && value !== null
        ? probeFacts(value, `${prefix}${name}.`)
        : [[`${prefix}${name}`, String(value)] as const],
    );
  }
  return prefix === '' ? [] : [[prefix.replace(/\.$/, ''), String(probe)]];
}
