import { InvalidArgumentError } from 'commander';

/** @throws InvalidArgumentError */
export function readSeconds(text: string): number {
  if (!/^\d{1,5}$/.test(text)) throw new InvalidArgumentError('Write a number of seconds, such as 60.');
  return Number(text);
}
