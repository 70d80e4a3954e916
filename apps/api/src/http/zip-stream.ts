import { Readable } from 'node:stream';
import { ZipFile } from 'yazl';

export interface ZipEntry {
  /** Unique in its archive, and safe as a file name everywhere. */
  readonly name: string;
  readonly read: () => Promise<Uint8Array>;
}

/** The same files make the same bytes: no time of packing is in them. ZIP begins with 1980. */
const ENTRY_DATE = new Date(1980, 0, 1, 0, 0, 0);

/**
 * A ZIP made while it leaves: files are read one after the other as the other side takes them, so one document is in memory
 * at a time. A file that cannot be read ends the stream with its error.
 */
export function zipStream(entries: readonly ZipEntry[]): Readable {
  const archive = new ZipFile();
  // yazl's stream is a PassThrough; its types say only what every stream can.
  const output = archive.outputStream as Readable;
  for (const { name, read } of entries) {
    const compress = !name.endsWith('.pdf');
    const options = { mtime: ENTRY_DATE, mode: 0o100644, forceDosTimestamp: true, compress };
    archive.addReadStreamLazy(name, options, (hand) => {
      read().then(
        (bytes) => hand(null, Readable.from([bytes])),
        (error: unknown) => output.destroy(error instanceof Error ? error : new Error(String(error))),
      );
    });
  }
  archive.on('error', (error: Error) => output.destroy(error));
  archive.end();
  return output;
}
