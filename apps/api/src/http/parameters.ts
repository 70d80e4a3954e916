import { z } from 'zod';
import { AppError } from '../domain/app-error.js';
import { asId, isUuid, type UuidId } from '../domain/ids.js';

/** An id in the path. What is no id names nothing, so the answer is the one for an id that does not exist. */
export function pathId<Id extends UuidId>(text: string): Id {
  const lower = text.toLowerCase();
  if (!isUuid(lower)) throw new AppError('not-found', 'There is nothing with this id.');
  return asId<Id>(lower);
}

/** A page number in the path, 1 for the first. @throws AppError `pdf-page-missing` */
export function pathPageNumber(text: string): number {
  if (!/^[1-9]\d{0,4}$/.test(text)) throw new AppError('pdf-page-missing', 'Pages are numbered from 1.');
  return Number(text);
}

export const pageImageQuery = z.object({
  width: z.coerce.number().int().min(64).max(2400).default(1000).describe('Width in pixels'),
});

export const listQuery = z.object({
  limit: z.coerce.number().int().min(1).max(200).default(50),
  cursor: z.string().max(200).optional(),
});

export const pageOf = <Item extends z.ZodType>(item: Item) =>
  z.object({ items: z.array(item), nextCursor: z.string().nullable(), total: z.int().optional() });
