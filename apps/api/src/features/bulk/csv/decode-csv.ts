import { AppError } from '../../../domain/app-error.js';
import { maxCsvBytes } from './csv-limits.js';

/**
 * The text of an uploaded CSV. UTF-8 with or without a byte order mark, and UTF-16 with one (what Excel calls "Unicode
 * text"). Anything else is refused: a guessed code page would put wrong letters into names on contracts.
 *
 * @throws AppError payload-too-large, csv-empty, csv-unreadable
 */
export function decodeCsv(bytes: Uint8Array): string {
  if (bytes.byteLength > maxCsvBytes) {
    throw new AppError(
      'payload-too-large',
      `The file is larger than ${maxCsvBytes / 1024 / 1024} MB. Split it into smaller lists.`,
    );
  }
  const text = decode(bytes);
  if (text.includes('\u0000')) {
    throw new AppError(
      'csv-unreadable',
      'This is not a CSV text file. Save the sheet as “CSV UTF-8” and upload that file.',
    );
  }
  if (text.trim() === '')
    throw new AppError('csv-empty', 'The file is empty. Put the column names in the first line.');
  return text;
}

function decode(bytes: Uint8Array): string {
  try {
    return new TextDecoder(encodingOf(bytes), { fatal: true }).decode(bytes);
  } catch {
    throw new AppError(
      'csv-unreadable',
      'Some letters in this file cannot be read safely. In Excel choose “CSV UTF-8” when saving, then upload again.',
    );
  }
}

function encodingOf([first, second]: Uint8Array): 'utf-8' | 'utf-16le' | 'utf-16be' {
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  if (first === 0xfe && second === 0xff) return 'utf-16be';
  return 'utf-8';
}
