/** For options that may be given several times: `.option('--x <y>', '…', repeatable)`. */
export function repeatable(value: string, earlier: readonly string[] = []): string[] {
  return [...earlier, value];
}
