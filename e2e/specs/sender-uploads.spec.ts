import { writeFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { NewEnvelopePage } from '../pages/new-envelope-page.js';
import { fileTransfer } from '../support/file-transfer.js';
import { largePdf } from '../support/large-pdf.js';
import { expectReadsWell } from '../support/reads-well.js';
import { samplePdf } from '../support/sample-pdf.js';
import { expect, test } from '../support/test.js';

const names = (page: Page) => page.getByRole('textbox', { name: /^Name of document/ });
const namesNow = (page: Page) =>
  names(page).evaluateAll((inputs) => inputs.map((input) => (input as HTMLInputElement).value));

test('many files at once: a bad one, the same one twice, and the good ones become a draft', async ({
  senderPage: page,
}) => {
  await page.goto('/envelopes/new');
  const start = new NewEnvelopePage(page);
  const lease = samplePdf('Lease', 2);
  await start.choose(
    { name: 'Garden_lease.pdf', bytes: lease },
    { name: 'holiday.pdf', bytes: Buffer.from('GIF89a, not a PDF at all') },
    { name: 'Annex.pdf', bytes: samplePdf('Annex', 1) },
  );
  await expect(start.row('Garden_lease.pdf')).toContainText('2 pages');
  await expect(start.row('Annex.pdf')).toContainText('1 page');
  await expect(start.row('holiday.pdf')).toContainText('pdf-not-a-pdf');
  await start.choose({ name: 'Copy.pdf', bytes: lease });
  await expect(start.row('Copy.pdf')).toContainText('the same file as Garden_lease.pdf');
  await expect(start.goOn()).toBeDisabled();
  await expectReadsWell(page, 'New envelope with files');
  await page.getByRole('button', { name: 'Leave it out' }).click();
  await start.goOn().click();

  await expect(page).toHaveURL(/\/edit$/);
  await expect(page.getByLabel('Title of the envelope')).toHaveValue('Garden lease');
  await expect.poll(() => namesNow(page)).toEqual(['Garden_lease.pdf', 'Annex.pdf']);
  await expect(page.getByRole('heading', { name: 'Annex.pdf' })).toBeAttached();
});

test('documents are named, ordered, replaced, removed and taken back, by keyboard too', async ({
  senderPage: page,
}) => {
  await page.goto('/envelopes/new');
  const start = new NewEnvelopePage(page);
  await start.choose(
    { name: 'First.pdf', bytes: samplePdf('First', 2) },
    { name: 'Second.pdf', bytes: samplePdf('Second', 1) },
  );
  await expect(page).toHaveURL(/\/edit$/);
  await page.getByRole('button', { name: 'Second.pdf: one place earlier' }).press('Enter');
  await names(page).nth(1).fill('The first one.pdf');
  await expect.poll(() => namesNow(page)).toEqual(['Second.pdf', 'The first one.pdf']);

  // A third one, let go anywhere over the editor.
  const file = { name: 'Third.pdf', type: 'application/pdf', bytes: samplePdf('Third', 1) };
  const dataTransfer = await fileTransfer(page, file);
  await page.locator('body').dispatchEvent('dragenter', { dataTransfer });
  await page.locator('body').dispatchEvent('drop', { dataTransfer });
  await expect(names(page)).toHaveCount(3);

  await page.getByRole('button', { name: 'Remove Second.pdf' }).click();
  await expect(names(page)).toHaveCount(2);
  await page.getByRole('button', { name: 'Undo' }).last().click();
  await expect(names(page)).toHaveCount(3);

  await page.getByRole('button', { name: 'Add a person' }).click();
  await page.getByRole('heading', { name: 'The first one.pdf' }).scrollIntoViewIfNeeded();
  await page.getByRole('button', { name: 'Show The first one.pdf' }).click();
  await page.getByRole('button', { name: 'Signature', exact: true }).click();
  await expect(page.getByText('2 pages, 1 field')).toBeVisible();
  const chooser = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: 'Replace The first one.pdf by another file' }).click();
  const buffer = samplePdf('Second edition', 1);
  await (await chooser).setFiles({ name: 'Second edition.pdf', mimeType: 'application/pdf', buffer });
  await expect(page.getByText(/The first one\.pdf was replaced/).first()).toBeVisible();
  await expect.poll(() => namesNow(page)).toEqual(['Second.pdf', 'Second edition.pdf', 'Third.pdf']);

  await expect(page.getByRole('status').filter({ hasText: /^Saved$/ })).toBeVisible();
  await expectReadsWell(page, 'Editor with three documents');
  await page.reload();
  await expect.poll(() => namesNow(page)).toEqual(['Second.pdf', 'Second edition.pdf', 'Third.pdf']);
});

test('a large upload survives a broken line and a reload, and sends nothing twice', async ({
  senderPage: page,
}) => {
  const megabytes = 20;
  // On disk: whether it is the same file is told by its date too.
  const path = test.info().outputPath('Large.pdf');
  writeFileSync(path, largePdf(megabytes * 1_048_576));
  const line = await page.context().newCDPSession(page);
  await line.send('Network.enable');
  const speed = (perSecond: number) =>
    line.send('Network.emulateNetworkConditions', {
      ...{ offline: false, latency: 0, downloadThroughput: -1, uploadThroughput: perSecond },
    });
  const offsets: number[] = [];
  page.on('request', (request) => {
    if (request.method() === 'PATCH' && request.url().includes('/uploads/')) {
      offsets.push(Number(request.headers()['upload-offset']));
    }
  });
  await page.goto('/envelopes/new');
  const start = new NewEnvelopePage(page);
  await speed(6 * 1_048_576);
  await start.chooseFile(path);
  await expect.poll(() => offsets.length).toBeGreaterThan(1);
  await page.context().setOffline(true);
  await expect(start.row('Large.pdf')).toContainText('You are offline');
  await page.context().setOffline(false);
  await speed(6 * 1_048_576);
  await expect(start.row('Large.pdf')).toContainText('sent,');
  await page.getByRole('button', { name: 'Pause Large.pdf' }).click();
  await expect(start.row('Large.pdf')).toContainText('Paused at');
  await page.reload();
  await expect(page.getByText('Some uploads were cut off')).toBeVisible();

  const before = offsets.length;
  await start.chooseFile(path);
  await expect(page).toHaveURL(/\/edit$/, { timeout: 30_000 });
  expect(offsets[before]).toBeGreaterThan(0);
  await expect.poll(() => namesNow(page)).toEqual(['Large.pdf']);
});
