import type { Problem } from '@/api/problem';
import type { UploadedDocument } from '@/api/upload';

/**
 * - `offline`: this browser has no line; it goes on by itself once it has.
 * - `unreachable`: there is a line, and the server does not answer; the next try is at `retryAtMs`.
 * - `busy`: the server answered that it has too much to do; the next try is at `retryAtMs`.
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
  | 'unreachable'
  | 'busy'
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
  /** When it is tried again by itself; null where nothing is waited for but a line. */
  readonly retryAtMs: number | null;
  readonly document: UploadedDocument | null;
}

const heldUp: readonly UploadState[] = ['offline', 'unreachable', 'busy'];
const onTheWay: readonly UploadState[] = ['waiting', 'sending', 'checking', ...heldUp];

/** Whether it goes on by itself later. */
export const isHeldUp = ({ state }: UploadRow): boolean => heldUp.includes(state);

/** Whether it can be paused: nothing can while the server examines it. */
export const isPausable = ({ state }: UploadRow): boolean => onTheWay.includes(state) && state !== 'checking';

/** Whether leaving the page would cost something. A paused upload goes on when its file is chosen again. */
export const isOnTheWay = ({ state }: UploadRow): boolean => onTheWay.includes(state);

/** Whether a person or the server has still to say something. */
export const isOpen = (row: UploadRow): boolean =>
  isOnTheWay(row) || row.state === 'paused' || row.state === 'duplicate';
