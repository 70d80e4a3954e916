import { parseCheckpoint, parseSignedNote } from '@sealwright/audit/log';
import { checkpointIn } from './certificate-file.js';

/**
 * The checkpoint somebody kept: out of an audit certificate, or as text. Its signature is for whoever it is shown to. Never
 * throws; null for any other file.
 */
export function readCheckpointFile(
  bytes: Uint8Array,
): { readonly note: string; readonly size: number } | null {
  const note = checkpointIn(bytes) ?? asText(bytes);
  if (note === null) return null;
  try {
    return { note, size: parseCheckpoint(parseSignedNote(note).text).head.size };
  } catch {
    return null;
  }
}

function asText(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return null;
  }
}
