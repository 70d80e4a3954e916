import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { TileReader } from '@sealwright/audit/log';
import { CliError, exitCodes } from '../terminal/cli-error.js';

/** Where a log is read: tiles, and what it shows beside them. */
export interface TileSource {
  readonly tiles: TileReader;
  /** What the log publishes under this name (`checkpoint`, `keys`), null where it does not. */
  published(name: 'checkpoint' | 'keys'): Promise<string | null>;
  /** A log that lies below this one. */
  below(name: string): TileSource;
}

const TRIES = 3;
const TIMEOUT_MS = 20_000;
const PACE_MS = 2_000;

/**
 * A log that was begun after a restore lies below the first one, in a folder named by its number. Whoever names that
 * folder itself is right as well.
 */
export async function withinLog(
  source: TileSource,
  { origin, generation }: { readonly origin: string | null; readonly generation: number },
): Promise<TileSource> {
  if (generation === 1) return source;
  const note = await source.published('checkpoint');
  if (note?.split('\n', 1)[0] === origin) return source;
  return source.below(String(generation));
}

/** A folder, or `https://sign.example.com/log/`. */
export function openTiles(place: string): TileSource {
  const isOnline = /^https?:\/\//.test(place);
  const read = isOnline ? readOnline(place) : readFolder(place);
  return {
    below: (name) => openTiles(isOnline ? `${place.replace(/\/+$/, '')}/${name}/` : join(place, name)),
    tiles: read,
    published: async (name) => {
      const bytes = await read(name);
      return bytes === null ? null : new TextDecoder().decode(bytes);
    },
  };
}

/** @throws CliError `log-unreadable`: a folder that may not be read is not a folder without tiles. */
function readFolder(folder: string): TileReader {
  return async (path) => {
    try {
      return await readFile(join(folder, path));
    } catch (cause) {
      if (cause instanceof Error && 'code' in cause && cause.code === 'ENOENT') return null;
      throw unreadable(join(folder, path), cause);
    }
  };
}

/** @throws CliError `log-unreadable`: a server that does not answer says nothing about its log. */
function readOnline(address: string): TileReader {
  const base = address.endsWith('/') ? address : `${address}/`;
  return async (path) => {
    const url = new URL(path, base);
    for (let attempt = 1; ; attempt += 1) {
      try {
        const answer = await fetch(url, { signal: AbortSignal.timeout(TIMEOUT_MS) });
        if (answer.status === 404) return null;
        if (answer.ok) return new Uint8Array(await answer.arrayBuffer());
        if (answer.status === 429) {
          // The log lets a reader have so many tiles a minute: that is a pace, not a failure.
          attempt -= 1;
          await pause(PACE_MS);
          continue;
        }
        throw new Error(`status ${answer.status}`);
      } catch (cause) {
        if (attempt === TRIES) throw unreadable(url.href, cause);
        await pause(500 * attempt);
      }
    }
  };
}

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

function unreadable(place: string, cause: unknown): CliError {
  const reason = cause instanceof Error ? cause.message : String(cause);
  return new CliError('log-unreadable', `${place} cannot be read: ${reason}`, {
    cause,
    exitCode: exitCodes.indeterminate,
  });
}
