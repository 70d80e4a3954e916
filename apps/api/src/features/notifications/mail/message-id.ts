/**
 * The Message-ID, without angle brackets, of the one mail of this kind and generation to this person. A mail that was accepted but not yet
 * marked may leave twice after a crash (K11): equal ids let the receiving side show it once.
 */
export function messageId(
  mail: { kind: string; generation: number; recipient: string },
  publicUrl: string,
): string {
  return `${mail.kind}.${mail.generation}.${mail.recipient}@${new URL(publicUrl).hostname}`;
}
