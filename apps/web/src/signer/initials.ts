/** Initials of every part of a name, as they are written on paper: "Ada Byron" gives "AB". */
export function suggestedInitials(name: string): string {
  const words = name
    .trim()
    .split(/[\s-]+/)
    .filter(Boolean);
  return words
    .map((word) => Array.from(word)[0] ?? '')
    .join('')
    .slice(0, 6);
}
