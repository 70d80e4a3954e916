import { readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import type { Page } from '@playwright/test';
import { person, sentEnvelope } from '../support/an-envelope.js';
import { SignerApi } from '../support/api.js';
import { signingLink, tokenOf } from '../support/mailbox.js';
import { expectReadsWell } from '../support/reads-well.js';
import { desktop, expect, phone, test } from '../support/test.js';
import { trustPem } from '../support/verify-pdf.js';

const title = 'Lease of the north hall';

test('anybody checks a certificate: on the page without a request, and in a file without a server', async ({
  api,
  newVisitor,
}) => {
  const ada = person('Ada Okafor');
  const { id } = await sentEnvelope(api, { title, people: [ada] });
  await (await SignerApi.arrive(tokenOf(await signingLink(ada.email)))).sign();
  await expect
    .poll(async () => (await api.envelope(id)).certificateAvailable, { timeout: 60_000 })
    .toBe(true);
  const [certificate, sealed] = [await api.file(id, 'certificate'), await api.file(id, 'sealed')];
  const files = [
    { name: 'certificate.pdf', mimeType: 'application/pdf', buffer: certificate },
    { name: 'sealed.pdf', mimeType: 'application/pdf', buffer: sealed },
    { name: 'trust.pem', mimeType: 'application/x-pem-file', buffer: Buffer.from(trustPem()) },
  ];
  const changed = Buffer.from(certificate);
  changed.writeUInt8(changed.readUInt8(changed.length >> 1) ^ 1, changed.length >> 1);

  await test.step('on the page, without signing in, and nothing is asked of the network', async () => {
    const page = await newVisitor(phone);
    await page.goto('/sign-in');
    await page.getByRole('link', { name: 'Check an audit certificate' }).click();
    await expect(page.getByRole('heading', { name: 'Check an audit certificate' })).toBeVisible();
    const answer = await page.goto('/verify', { waitUntil: 'networkidle' });
    expect(answer?.headers()['content-security-policy']).toContain("connect-src 'none'");
    await expectReadsWell(page, 'verify, empty');
    const asked: string[] = [];
    page.on('request', (request) => asked.push(request.url()));
    await page.setInputFiles('input[type=file]', files);
    await expectVerdict(page, 'Valid');
    await expect(page.getByText(title, { exact: true })).toBeVisible();
    await expectReadsWell(page, 'verify, valid');
    expect(asked).toEqual([]);
    expect(
      await page.evaluate(() =>
        fetch('/api/v1/me').then(
          () => 'sent',
          () => 'refused',
        ),
      ),
    ).toBe('refused');
    await page.getByRole('button', { name: 'Start over' }).click();
    await page.setInputFiles('input[type=file]', [
      { ...files[0], name: 'changed.pdf', mimeType: 'application/pdf', buffer: changed },
    ]);
    await expectVerdict(page, 'Not valid');
  });

  await test.step('in the file that is downloaded there, with the network off', async () => {
    const page = await newVisitor({ ...desktop, acceptDownloads: true });
    await page.goto('/verify');
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: 'Download verifier.html' }).click(),
    ]);
    expect(download.suggestedFilename()).toBe('verifier.html');
    const path = await download.path();
    expect(readFileSync(path, 'utf8')).toContain("default-src 'none'");
    const copy = test.info().outputPath('verifier.html');
    await download.saveAs(copy);
    await page.context().setOffline(true);
    await page.goto(pathToFileURL(copy).href);
    await page.setInputFiles('input[type=file]', files);
    await expectVerdict(page, 'Valid');
  });
});

async function expectVerdict(page: Page, verdict: 'Valid' | 'Not valid'): Promise<void> {
  await expect(page.getByRole('heading', { name: verdict, exact: true })).toBeVisible({ timeout: 30_000 });
}
