/** What the QR code of a certificate leads to: names the envelope and the head of its chain, nothing else. */
export type VerifyLink = { envelopeId: string; headHashHex: string };

/**
 * `${publicUrl}/verify#envelope=<id>&head=<hash>`. Behind the `#`, so that no server ever sees which certificate is looked at.
 * @param publicUrl without a slash at its end, or with one
 */
export function formatVerifyLink(publicUrl: string, { envelopeId, headHashHex }: VerifyLink): string {
  return `${publicUrl.replace(/\/+$/, '')}/verify#envelope=${envelopeId}&head=${headHashHex}`;
}

/** Null for anything but the fragment of such a link, with or without its `#`. */
export function parseVerifyFragment(fragment: string): VerifyLink | null {
  const match = /^#?envelope=([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})&head=([0-9a-f]{64})$/.exec(
    fragment,
  );
  const [, envelopeId, headHashHex] = match ?? [];
  return envelopeId === undefined || headHashHex === undefined ? null : { envelopeId, headHashHex };
}
