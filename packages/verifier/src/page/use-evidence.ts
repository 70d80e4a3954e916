import { useCallback, useEffect, useRef, useState } from 'react';
import type { EvidenceReport } from '../evidence-report.js';
import { evidenceOf, type TypedTrust } from '../files/evidence-of.js';
import { linesOf, MAX_FILE_BYTES, type SortedFile, sortFiles } from '../files/sort-files.js';
import { verifyEvidence } from '../verify-evidence.js';

/** What is typed into the fields, verbatim. */
export interface TrustTexts {
  readonly roots: string;
  readonly keys: string;
}

export type Progress =
  | { readonly kind: 'waiting' }
  | { readonly kind: 'working'; readonly step: string }
  | { readonly kind: 'done'; readonly report: EvidenceReport }
  | { readonly kind: 'failed'; readonly sentence: string };

/** A file on the page; `number` keeps two of one name apart. */
export type GivenFile = SortedFile & { readonly number: number };

export interface Evidence {
  readonly files: readonly GivenFile[];
  readonly chosen: GivenFile | null;
  readonly trust: TrustTexts;
  readonly progress: Progress;
  readonly add: (list: Iterable<File>) => Promise<void>;
  readonly remove: (file: GivenFile) => void;
  readonly choose: (file: GivenFile) => void;
  readonly setTrust: (trust: TrustTexts) => void;
  readonly clear: () => void;
}

/** While somebody types a key, not every letter is judged. */
const SETTLE_MS = 200;

const NO_TRUST: TrustTexts = { roots: '', keys: '' };

/** Files and trust as given, and the report on them; checked anew whenever one of them changes. */
export function useEvidence(): Evidence {
  const [files, setFiles] = useState<readonly GivenFile[]>([]);
  const [picked, choose] = useState<GivenFile | null>(null);
  const [trust, setTrust] = useState(NO_TRUST);
  const [reading, setReading] = useState(false);
  const certificates = files.filter(({ role }) => role === 'certificate');
  const chosen = picked && certificates.includes(picked) ? picked : (certificates[0] ?? null);
  const checked = useCheck(files, chosen, trust);
  const add = useCallback(async (list: Iterable<File>) => {
    setReading(true);
    const added = await readFiles(list);
    setFiles((known) => join(known, added));
    setReading(false);
  }, []);
  const remove = useCallback(
    (file: GivenFile) => setFiles((known) => known.filter((one) => one !== file)),
    [],
  );
  const clear = useCallback(() => {
    setFiles([]);
    setTrust(NO_TRUST);
  }, []);
  const progress = reading ? ({ kind: 'working', step: 'Reading the files' } as const) : checked;
  return { files, chosen, trust, progress, add, remove, choose, setTrust, clear };
}

function useCheck(files: readonly SortedFile[], chosen: SortedFile | null, trust: TrustTexts): Progress {
  const [progress, setProgress] = useState<Progress>({ kind: 'waiting' });
  const run = useRef(0);
  useEffect(() => {
    run.current += 1;
    const own = run.current;
    // An answer about what was given before must not stand beside what is given now.
    const tell = (next: Progress) => own === run.current && setProgress(next);
    const timer = setTimeout(() => void check(files, chosen, trust, tell), SETTLE_MS);
    return () => clearTimeout(timer);
  }, [files, chosen, trust]);
  return progress;
}

async function check(
  files: readonly SortedFile[],
  chosen: SortedFile | null,
  trust: TrustTexts,
  tell: (progress: Progress) => void,
): Promise<void> {
  if (!chosen) return tell({ kind: 'waiting' });
  try {
    const input = evidenceOf(files, typed(trust), chosen);
    if (!input) return tell({ kind: 'waiting' });
    const onStep = async (step: string) => {
      tell({ kind: 'working', step });
      await nextFrame();
    };
    tell({ kind: 'done', report: await verifyEvidence({ ...input, onStep }) });
  } catch (error) {
    // Only what the reader typed can fail: a root or key that is none.
    tell({ kind: 'failed', sentence: error instanceof Error ? error.message : String(error) });
  }
}

const typed = ({ roots, keys }: TrustTexts): TypedTrust => ({
  trustedRootsPem: roots.trim() === '' ? [] : [roots],
  keys: linesOf(keys),
});

/** Lets the page draw before the next stretch of computing. */
const nextFrame = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 0));

async function readFiles(list: Iterable<File>): Promise<SortedFile[]> {
  const found: SortedFile[] = [];
  for (const file of list) found.push(...(await readFile(file)));
  return found;
}

async function readFile(file: File): Promise<SortedFile[]> {
  const unusable = (problem: string): SortedFile[] => [
    { name: file.name, bytes: new Uint8Array(), role: 'unusable', packageName: null, problem },
  ];
  if (file.size > MAX_FILE_BYTES) return unusable('It is larger than 256 MB, the most that is checked here.');
  try {
    return sortFiles([{ name: file.name, bytes: new Uint8Array(await file.arrayBuffer()) }]);
  } catch {
    return unusable('The browser could not read it. A folder cannot be dropped; drop the files in it.');
  }
}

const isSame = (left: SortedFile, right: SortedFile): boolean =>
  left.name === right.name &&
  left.bytes.length === right.bytes.length &&
  left.bytes.every((byte, index) => byte === right.bytes[index]);

function join(known: readonly GivenFile[], added: readonly SortedFile[]): GivenFile[] {
  const next = (known.at(-1)?.number ?? 0) + 1;
  const fresh = added.filter((file) => !known.some((other) => isSame(other, file)));
  return [...known, ...fresh.map((file, index) => ({ ...file, number: next + index }))];
}
