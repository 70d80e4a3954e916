/** As the server wants it: whole days, 1 to 90. */
export function isDays(text: string): boolean {
  return /^\d{1,2}$/.test(text.trim()) && Number(text) >= 1 && Number(text) <= 90;
}
