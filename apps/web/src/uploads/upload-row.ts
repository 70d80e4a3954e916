import type { Problem } from '@/api/problem';
import type { UploadedDocument } from '@/api/upload';

/**
 * - `offline`: the line or the server is away; it goes on by itself.
 * - `checking`: all bytes are there, the server examines them.
 * - `duplicate`: a document of the draft came from the very same file; a person decides.
 * - `refused`: this file cannot be used; `problem` says why and what to do.
 * - `failed`: something else went wrong; another try may help.
 */
export type UploadState =
  | 'waiting'
  | 'sending'
  | 'paused'
  | 'offline'
  | 'checking'
  | 'done'
  | 'duplicate'
  | 'refused'
  | 'failed';

/** One file on its way, as the screen shows it. */
export interface UploadRow {
  readonly id: string;
  readonly name: string;
  readonly byteSize: number;
  readonly sentBytes: number;
  readonly state: UploadState;
  readonly problem: Problem | null;
  readonly document: UploadedDocument | null;
}

const onTheWay: readonly UploadState[] = ['waiting', 'sending', 'offline', 'checking'];

/** Whether leaving the page would cost something. A paused upload goes on when its file is chosen again. */
export const isOnTheWay = ({ state }: UploadRow): boolean => onTheWay.includes(state);

/** Whether a person or the server has still to say something. */
export const isOpen = (row: UploadRow): boolean =>
  isOnTheWay(row) || row.state === 'paused' || row.state === 'duplicate';
