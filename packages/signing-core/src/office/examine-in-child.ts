import { fileURLToPath } from 'node:url';
import { SigningError, type SigningErrorCode } from '../errors.js';
import type { ConvertedFormat } from '../intake/source-format.js';
import { ChildFault, LimitedChild } from '../sandbox/index.js';
import { damagedDocument, tooComplexDocument } from './office-refusals.js';
import type { OfficeAnswers, OfficeTask } from './office-tasks.js';

/** The compiled program, also when this file runs from its source in a test. */
const ENTRY = fileURLToPath(new URL('../../dist/office/office-child.js', import.meta.url));
const WALL_MS = 8_000;
const LIMITS = { cpuSeconds: 10, residentBytes: 700_000_000, heapMegabytes: 256 };

/** {@link examineOffice} in a process of its own, with limits, that ends with the answer. */
export async function examineInChild(bytes: Uint8Array): Promise<ConvertedFormat | null> {
  const child = new LimitedChild<OfficeTask, OfficeAnswers>(ENTRY, LIMITS);
  try {
    return await child.run({ kind: 'examine', bytes }, { wallMs: WALL_MS });
  } catch (error) {
    throw error instanceof ChildFault ? toRefusal(error) : error;
  } finally {
    child.kill();
  }
}

function toRefusal(fault: ChildFault): Error {
  if (fault.reason === 'not-started') return fault;
  if (fault.reason !== 'task-failed') return tooComplexDocument(fault);
  // Only errors of this library carry a code out of the child.
  return fault.code === null
    ? damagedDocument(fault)
    : new SigningError(fault.code as SigningErrorCode, fault.message, { cause: fault });
}
