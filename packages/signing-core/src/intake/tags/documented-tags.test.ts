import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { PdfiumDocument } from '../../rendering/index.js';
import { intakeTools } from '../../testing/intake-tools.js';
import { samplePdf } from '../../testing/sample-pdf.js';
import { takeIn } from '../take-in.js';

const page = readFileSync(new URL('../../../../../docs/placeholder-tags.md', import.meta.url), 'utf8');
const examples = (kind: string): string[] =>
  [...page.matchAll(new RegExp(`^\`\`\`${kind}\n([\\s\\S]*?)\n\`\`\`$`, 'gm'))].map(([, body]) => body ?? '');

/** The lines one below the other, in Helvetica. */
function pdfWith(text: string): Uint8Array {
  const lines = text.split('\n').map((line) => `(${line.replace(/[\\()]/g, '\\$&')}) '`);
  return samplePdf({ content: `BT /F1 8 Tf 12 TL 40 700 Td ${lines.join(' ')} ET` });
}

async function take(text: string) {
  const { report, frozen } = await takeIn(pdfWith(text), {}, intakeTools());
  const document = await PdfiumDocument.open(frozen ?? new Uint8Array());
  const left = document?.text(0) ?? '';
  document?.close();
  return { report, left };
}

describe('docs/placeholder-tags.md', () => {
  const tags = examples('tag');
  it('has examples', () => expect(tags.length).toBeGreaterThan(8));

  it.each(tags)('%s', async (example) => {
    const { report, left } = await take(example);
    const count = example.split('{{').length - 1;
    expect(report.verdict).toBe('accept');
    expect(report.notes.map(({ code }) => code)).toEqual(['pdf-tags-removed']);
    expect(report.fields).toHaveLength(count);
    expect(left).not.toMatch(/[{}]/);
  });

  it.each(examples('wrong-tag'))('%s', async (example) => {
    const [tag = '', said = ''] = example.split('\n→ ');
    const { report, left } = await take(tag);
    expect(report).toMatchObject({ verdict: 'accept', fields: [] });
    const where = 'on page 1, 40 pt from the left and 1';
    expect(report.notes).toEqual([{ code: 'pdf-tag-unreadable', sentence: expect.stringContaining(said) }]);
    expect(report.notes[0]?.sentence).toContain(where);
    expect(left.trim()).toBe(tag);
  });
});
