import { type FieldLock, type FractionBox, inspectPdf } from '@sealwright/signing-core';
import { InvalidArgumentError } from 'commander';
import { CliError, exitCodes } from '../terminal/cli-error.js';

/** Where `--visible` wants the seal: a page counted from 1, a box from the page's top left corner as a reader shows it. */
export interface Placement {
  readonly pageNumber: number;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** `PAGE,X,Y,W,H`. @throws InvalidArgumentError */
export function readPlacement(text: string): Placement {
  const numbers = text.split(',').map((part) => (part.trim() === '' ? Number.NaN : Number(part)));
  const [pageNumber = 0, x = 0, y = 0, width = 0, height = 0] = numbers;
  const usable =
    numbers.length === 5 &&
    numbers.every(Number.isFinite) &&
    Number.isInteger(pageNumber) &&
    pageNumber >= 1 &&
    Math.min(x, y) >= 0 &&
    Math.min(width, height) > 0;
  if (usable) return { pageNumber, x, y, width, height };
  throw new InvalidArgumentError('Write PAGE,X,Y,W,H, e.g. 1,72,650,200,70 in points or 1,0.1,0.8,0.35,0.1.');
}

/**
 * The page and box of a placement. Numbers of at most 1 are fractions of the page, others are points (1/72 inch).
 *
 * @throws CliError `placement-outside` with exit code 64.
 */
export async function placeOn(
  pdf: Uint8Array,
  placement: Placement,
): Promise<{ pageIndex: number; box: FractionBox }> {
  const { pageNumber, x, y, width, height } = placement;
  const pageIndex = pageNumber - 1;
  if (Math.max(x, y, width, height) <= 1) return { pageIndex, box: within({ x, y, width, height }) };
  const page = (await inspectPdf(pdf)).pages[pageIndex];
  if (!page) throw outside(`The document has no page ${pageNumber} on which a seal could be shown.`);
  return {
    pageIndex,
    box: within({
      x: x / page.widthPt,
      y: y / page.heightPt,
      width: width / page.widthPt,
      height: height / page.heightPt,
    }),
  };
}

function within(box: FractionBox): FractionBox {
  if (box.x + box.width <= 1.001 && box.y + box.height <= 1.001) return box;
  throw outside('The visible seal would stand outside its page; check --visible.');
}

function outside(sentence: string): CliError {
  return new CliError('placement-outside', sentence, { exitCode: exitCodes.usage });
}

/** `all`, `include:NAME,NAME` or `exclude:NAME,NAME`. @throws InvalidArgumentError */
export function readLock(text: string): FieldLock {
  if (text === 'all') return { action: 'all' };
  const [action, names] = text.split(/:(.*)/s);
  const fields = (names ?? '').split(',').filter((name) => name !== '');
  if ((action === 'include' || action === 'exclude') && fields.length > 0) return { action, fields };
  throw new InvalidArgumentError('Write all, include:FIELD,FIELD or exclude:FIELD,FIELD.');
}
