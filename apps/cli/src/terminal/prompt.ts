import { createInterface } from 'node:readline/promises';
import { Writable } from 'node:stream';

/** Asks on standard error, so that standard output stays what the command answers; what is typed is not shown. */
export async function promptHidden(question: string): Promise<string> {
  process.stderr.write(question);
  // readline echoes through its output: one that swallows everything shows nothing.
  const nothing = new Writable({ write: (_chunk, _encoding, done) => done() });
  const lines = createInterface({ input: process.stdin, output: nothing, terminal: true });
  try {
    return await lines.question('');
  } finally {
    lines.close();
    process.stderr.write('\n');
  }
}

/** Asks on standard error and shows what is typed. */
export async function promptVisible(question: string): Promise<string> {
  const lines = createInterface({ input: process.stdin, output: process.stderr, terminal: true });
  try {
    return await lines.question(question);
  } finally {
    lines.close();
  }
}
