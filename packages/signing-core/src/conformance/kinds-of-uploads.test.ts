import { describe, expect, it } from 'vitest';
import { takeIn } from '../intake/take-in.js';
import { findActiveContent } from '../testing/find-active-content.js';
import { kindsOfUploads } from '../testing/kinds-of-uploads.js';

describe('an upload with', () => {
  it.each(kindsOfUploads().map((upload) => [upload.kind, upload] as const))('%s', async (_, upload) => {
    const { report, frozen } = await takeIn(upload.bytes);
    expect(report).toMatchObject({ verdict: upload.verdict, reasons: [{ code: upload.code }] });
    if (!frozen) return;
    expect(findActiveContent(frozen)).toEqual([]);
    // Taken in again, what was frozen needs nothing more.
    expect((await takeIn(frozen)).frozen).toBe(frozen);
  });
});
