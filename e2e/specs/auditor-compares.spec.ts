import { createHash, randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { evidenceOf, sortFiles, verifyEvidence } from '@sealwright/verifier';
import { AuditPage } from '../pages/audit-page.js';
import { person, sentEnvelope, type Wish } from '../support/an-envelope.js';
import { type SenderApi, SignerApi } from '../support/api.js';
import { signingLink, tokenOf } from '../support/mailbox.js';
import { expectReadsWell } from '../support/reads-well.js';
import { stack } from '../support/stack.js';
import { expect, test } from '../support/test.js';
import { trustPem } from '../support/verify-pdf.js';

test.describe.configure({ timeout: 150_000 });

test('two certificates are held against each other, in either order', async ({ api, senderPage: page }) => {
  const files = [];
  for (const name of ['earlier.pdf', 'later.pdf']) {
    const { id } = await certified(api, { fieldsOf: () => ['signature'] });
    files.push({ name, mimeType: 'application/pdf', buffer: await api.file(id, 'certificate') });
  }
  const [earlier, later] = files as [(typeof files)[0], (typeof files)[0]];
  await page.goto('/audit/compare');
  const go = page.getByRole('button', { name: 'Compare the two' });
  const first = page.locator('input[type=file]').first();
  const second = page.locator('input[type=file]').last();

  await test.step('what is no certificate says so, and there is nothing to compare', async () => {
    await first.setInputFiles({ name: 'notes.txt', mimeType: 'text/plain', buffer: Buffer.from('hello') });
    await expect(page.getByText('There is no checkpoint in this file.', { exact: false })).toBeVisible();
    await expect(go).toBeDisabled();
  });

  await test.step('the log of the older one is the beginning of that of the newer one', async () => {
    await first.setInputFiles(earlier);
    await second.setInputFiles(later);
    await expect(page.getByText('earlier.pdf', { exact: false })).toBeVisible();
    await go.click();
    await expect(
      page.getByText('nothing was changed, removed or put in between', { exact: false }),
    ).toBeVisible();
    await expectReadsWell(page, 'two certificates compared');
  });

  await test.step('the proof can be taken away, and is of these two', async () => {
    const downloading = page.waitForEvent('download');
    await page.getByText('Download the proof').click();
    const proof = JSON.parse(readFileSync(await (await downloading).path(), 'utf8')) as object;
    expect(JSON.stringify(proof)).toContain('sealwright-consistency-proof');
  });

  await test.step('chosen the wrong way round they are the same two', async () => {
    await first.setInputFiles(later);
    await second.setInputFiles(earlier);
    await go.click();
    await expect(
      page.getByText('nothing was changed, removed or put in between', { exact: false }),
    ).toBeVisible();
  });
});

test('the evidence of several documents is taken away whole, and their events as a table', async ({
  api,
  senderPage: page,
}) => {
  const title = `Tenancy ${randomUUID().slice(0, 8)}`;
  const { id } = await certified(api, { title, annexes: ['House rules.pdf', 'Inventory.pdf'] });
  const audit = new AuditPage(page);

  await test.step('any of the documents leads to the envelope', async () => {
    const { documents } = await api.envelope(id);
    const sealed = await api.file(id, 'sealed', documents.at(-1)?.id);
    await page.goto('/audit');
    await audit.hash().fill(createHash('sha256').update(sealed).digest('hex'));
    await audit.find().click();
    await audit.result(title).click();
    await expect(page.getByRole('heading', { name: title })).toBeVisible();
    await expectReadsWell(page, 'an envelope of three documents in the audit room');
  });

  await test.step('the package holds each of them, and stands by itself', async () => {
    const bytes = await download(page, () => audit.download('Evidence package').click());
    const files = sortFiles([{ name: 'evidence.zip', bytes }]);
    expect(files.filter(({ role }) => role === 'document')).toHaveLength(3);
    const evidence = evidenceOf(files, { trustedRootsPem: [trustPem()], keys: [] });
    if (evidence === null) throw new Error('No certificate in the package.');
    const keys = await (await fetch(new URL('/log/keys', stack.baseUrl))).text();
    const report = await verifyEvidence({ ...evidence, logKeys: keys.trim().split('\n') });
    expect(report.checks.filter(({ state }) => state === 'fail')).toEqual([]);
    expect(report.verdict).toBe('valid');
  });

  await test.step('the table names each document that was sealed', async () => {
    await page.goto(`/audit?words=${encodeURIComponent(title)}`);
    await expect(audit.result(title)).toBeVisible();
    await page.getByRole('button', { name: 'Export', exact: true }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('radio', { name: 'Events' }).check();
    const csv = await download(page, () => dialog.getByRole('button', { name: 'Export as CSV' }).click());
    const sealed = csv.toString('utf8').match(/"seal\.signed"/g);
    expect(sealed).toHaveLength(4);
  });
});

/** Sent, signed by one person, sealed and certified. */
async function certified(api: SenderApi, wish: Omit<Wish, 'people'>): Promise<{ id: string }> {
  const ada = person('Ada Okafor');
  const { id } = await sentEnvelope(api, { ...wish, people: [ada] });
  await (await SignerApi.arrive(tokenOf(await signingLink(ada.email)))).sign();
  await expect
    .poll(async () => (await api.envelope(id)).certificateAvailable, { timeout: 60_000 })
    .toBe(true);
  return { id };
}

async function download(page: Page, act: () => Promise<void>): Promise<Buffer> {
  const downloading = page.waitForEvent('download');
  await act();
  return readFileSync(await (await downloading).path());
}
