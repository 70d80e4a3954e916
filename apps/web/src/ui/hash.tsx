/** A fingerprint in groups of four, so two people can read it to each other. */
export function Hash({ hex, groups }: { hex: string; groups?: number }) {
  const parts =
    hex
      .replaceAll(/[^0-9a-f]/gi, '')
      .toLowerCase()
      .match(/.{1,4}/g) ?? [];
  const shown = groups ? parts.slice(0, groups) : parts;
  return (
    <code title={hex} className="font-mono text-xs text-ink-soft [overflow-wrap:anywhere]">
      {shown.join(' ')}
      {groups && parts.length > groups ? ' …' : ''}
    </code>
  );
}
