import { LogError } from '../log-error.js';

/** Hashes (or entries) in a full tile. */
export const TILE_WIDTH = 256;
const MAX_LEVEL = 63;

/**
 * One resource of a C2SP tlog-tiles log. `level` 0 holds leaf hashes, each level above the roots of full tiles below;
 * `entries` holds the entries themselves. `index` counts tiles from 0, `width` says how many hashes or entries (1–256).
 */
export type TileName = {
  readonly level: number | 'entries';
  readonly index: number;
  readonly width: number;
};

/**
 * `tile/<L>/<N>[.p/<W>]`, index 1234067 as x001/x234/067.
 * @throws LogError `tile-path-invalid`
 */
export function formatTilePath({ level, index, width }: TileName): string {
  const knownLevel = level === 'entries' || (Number.isInteger(level) && level >= 0 && level <= MAX_LEVEL);
  const knownWidth = Number.isInteger(width) && width >= 1 && width <= TILE_WIDTH;
  if (!knownLevel || !knownWidth || !Number.isSafeInteger(index) || index < 0) {
    throw new LogError('tile-path-invalid', 'There is no tile of this level, index and width.');
  }
  const groups: string[] = [];
  for (let rest = index; groups.length === 0 || rest > 0; rest = Math.floor(rest / 1000)) {
    groups.unshift(String(rest % 1000).padStart(3, '0'));
  }
  const path = groups.map((group, place) => (place < groups.length - 1 ? `x${group}` : group)).join('/');
  return `tile/${level}/${path}${width === TILE_WIDTH ? '' : `.p/${width}`}`;
}

const PATH = /^tile\/(entries|[0-9]{1,2})\/((?:x[0-9]{3}\/){0,5}[0-9]{3})(?:\.p\/([1-9][0-9]{0,2}))?$/;

/** Null for anything that is not the one spelling of a tile: what a request asks for may become a file name. */
export function parseTilePath(path: string): TileName | null {
  const match = PATH.exec(path);
  if (match === null) return null;
  const [, level = '', groups = '', width] = match;
  const name: TileName = {
    level: level === 'entries' ? level : Number(level),
    index: Number(groups.replaceAll(/[x/]/g, '')),
    width: width === undefined ? TILE_WIDTH : Number(width),
  };
  try {
    return formatTilePath(name) === path ? name : null;
  } catch {
    return null;
  }
}

/** Width of tile `index` at `level` (0 for entries) in a tree of `size`; 0 where there is none. */
export function tileWidth(size: number, level: number, index: number): number {
  const hashes = Math.floor(size / TILE_WIDTH ** level);
  return Math.max(0, Math.min(TILE_WIDTH, hashes - index * TILE_WIDTH));
}
