import type { TreeHead } from '@sealwright/audit/log';

/** A head as an operator names it on the command line: `<size>:<first 16 hex digits of the root>`. */
export function nameHead({ size, root }: TreeHead): string {
  return `${size}:${Buffer.from(root).toString('hex').slice(0, 16)}`;
}
