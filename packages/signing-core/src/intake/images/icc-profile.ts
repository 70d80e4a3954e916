/** Larger ones describe presses; a document loses nothing visible without them. */
const MAX_PROFILE_BYTES = 4 << 20;
const SIGNATURES = { grey: 'GRAY', rgb: 'RGB ', cmyk: 'CMYK' } as const;

/** The profile when it is whole and made for such samples (ICC.1:2022 § 7.2), null otherwise: colours are then those of the device. */
export function usableProfile(
  profile: Uint8Array | null,
  colour: keyof typeof SIGNATURES,
): Uint8Array | null {
  if (!profile || profile.length < 128 || profile.length > MAX_PROFILE_BYTES) return null;
  const header = Buffer.from(profile.buffer, profile.byteOffset, 128);
  const isWhole = header.readUInt32BE(0) === profile.length && header.toString('latin1', 36, 40) === 'acsp';
  const isMeant = header.toString('latin1', 16, 20) === SIGNATURES[colour];
  // PDF 1.7 readers know versions up to 4 (ISO 32000-2 table 66).
  return isWhole && isMeant && (header[8] ?? 9) <= 4 ? profile : null;
}
