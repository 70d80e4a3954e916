import { AppError } from '../domain/app-error.js';
import { isUuid } from '../domain/ids.js';

/** Where a page of a list ended: the list's order is (createdAt, id), newest first. */
export interface Cursor {
  readonly createdAt: Date;
  readonly id: string;
}

/** Opaque to callers, so that its content may change. */
export function writeCursor(last: Cursor): string {
  return Buffer.from(`${last.createdAt.toISOString()} ${last.id}`).toString('base64url');
}

/** @throws AppError `cursor-invalid` */
export function readCursor(text: string): Cursor {
  const [at = '', id = ''] = Buffer.from(text, 'base64url').toString('utf8').split(' ');
  const createdAt = new Date(at);
  if (Number.isNaN(createdAt.getTime()) || !isUuid(id)) {
    throw new AppError('cursor-invalid', 'Use the nextCursor of the page before, unchanged.', {
      pointer: '/cursor',
    });
  }
  return { createdAt, id };
}

/** One page from one row more than asked for: `limit + 1` rows tell whether there is a next page without counting. */
export function toPage<Row extends Cursor, Item>(
  rows: readonly Row[],
  limit: number,
  toItem: (row: Row) => Item,
): { items: Item[]; nextCursor: string | null } {
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  return { items: shown.map(toItem), nextCursor: rows.length > limit && last ? writeCursor(last) : null };
}
