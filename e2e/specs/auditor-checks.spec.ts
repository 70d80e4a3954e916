import { createHash, randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { evidenceOf, sortFiles, verifyEvidence } from '@sealwright/verifier';
import { AuditorsPage, AuditPage } from '../pages/audit-page.js';
import { SignInPage } from '../pages/sign-in-page.js';
import { person, sentEnvelope } from '../support/an-envelope.js';
import { SignerApi } from '../support/api.js';
import { signingLink, tokenOf, waitForMail } from '../support/mailbox.js';
import { expectReadsWell } from '../support/reads-well.js';
import { stack } from '../support/stack.js';
import { desktop, expect, test } from '../support/test.js';
import { trustPem } from '../support/verify-pdf.js';

const password = 'an auditor’s long passphrase';

test('an auditor is let in for a time, checks an envelope without us, and is out at once', async ({
  senderPage,
  newVisitor,
  api,
}) => {
  // A whole story with pictures for axe; a busy machine takes minutes.
  test.setTimeout(300_000);
  const title = `Lease ${randomUUID().slice(0, 8)}`;
  const signer = person('Ben Okri');
  const envelope = await sentEnvelope(api, { title, people: [signer] });
  const link = await signingLink(signer.email);
  await (await SignerApi.arrive(tokenOf(link))).sign();
  await api.waitForStatus(envelope.id, 'completed');
  await api.waitForEvent(envelope.id, 'certificate.issued');

  const auditor = { name: 'Rosa Prüfer', email: `rosa-${randomUUID().slice(0, 8)}@audit.test` };
  const auditors = new AuditorsPage(senderPage);
  await test.step('an administrator invites the auditor', async () => {
    await senderPage.goto('/settings/auditors');
    await auditors.invite().click();
    await auditors.go('Invite for 14 days').click();
    await expect(auditors.dialog()).toContainText('Give the name of the person.');
    await auditors.field('Name').fill(auditor.name);
    await auditors.field('E-mail address').fill(auditor.email);
    await auditors.field('Reason').fill('Annual audit 2026');
    await auditors.go('Invite for 14 days').click();
    await expect(auditors.row(auditor.email)).toContainText('Until');
  });

  const page = await newVisitor(desktop);
  await test.step('who sets a password from the mail', async () => {
    const mail = await waitForMail(auditor.email, /gave you access to its signing records/);
    const address = mail.links.find((one) => one.startsWith(`${stack.baseUrl}/set-password#`)) ?? '';
    await page.goto(address);
    await page.getByLabel('New password').fill('short');
    await page.getByRole('button', { name: 'Set the password' }).click();
    await expect(page.getByText('Use at least 12 characters.')).toBeVisible();
    await page.getByLabel('New password').fill(password);
    await page.getByRole('button', { name: 'Set the password' }).click();
    await page.getByRole('link', { name: 'Sign in' }).click();
    await new SignInPage(page).signIn(auditor.email, password);
    await expect(page).toHaveURL(/\/audit$/);
  });

  const audit = new AuditPage(page);
  await test.step('has one destination, and is led back to it from everywhere', async () => {
    await expect(audit.navigation()).toHaveText(['Audit']);
    await page.goto('/envelopes');
    await expect(page).toHaveURL(/\/audit$/);
  });

  await test.step('finds the envelope by title, person and fingerprint; the address restores the search', async () => {
    await audit.words().fill(title);
    await audit.find().click();
    await expect(audit.result(title)).toBeVisible();
    await page.goto(`/audit?person=${encodeURIComponent(signer.email)}`);
    await expect(audit.person()).toHaveValue(signer.email);
    await expect(audit.result(title)).toBeVisible();
    const sealed = await api.file(envelope.id, 'sealed');
    await page.goto('/audit');
    await audit.hash().fill(createHash('sha256').update(sealed).digest('hex'));
    await audit.find().click();
    await audit.result(title).click();
  });

  await test.step('reads the story, with its place in the log', async () => {
    await expect(page.getByRole('heading', { name: title })).toBeVisible();
    await expect(audit.story()).toContainText(`${signer.name} signed`);
    await expect(audit.story()).toContainText('In a signed checkpoint');
    await expectReadsWell(page, 'an envelope in the audit room');
  });

  await test.step('verifies it in the page', async () => {
    await audit.verify().click();
    await expect(page.getByText(/Nothing wrong, but open questions|^Genuine$/)).toBeVisible();
    await expect(page.getByText('Not genuine')).toBeHidden();
  });

  await test.step('takes the evidence away, and its certificate stands by itself', async () => {
    const downloading = page.waitForEvent('download');
    await audit.download('Evidence package').click();
    const download = await downloading;
    expect(download.suggestedFilename()).toBe(`evidence-${envelope.id}.zip`);
    const files = sortFiles([{ name: 'evidence.zip', bytes: readFileSync(await download.path()) }]);
    expect(files.map(({ role }) => role).sort()).toEqual(['certificate', 'document']);
    const evidence = evidenceOf(files, { trustedRootsPem: [trustPem()], keys: [] });
    if (evidence === null) throw new Error('No certificate in the package.');
    const keys = await (await fetch(new URL('/log/keys', stack.baseUrl))).text();
    const report = await verifyEvidence({ ...evidence, logKeys: keys.trim().split('\n') });
    expect(report.checks.filter(({ state }) => state === 'fail')).toEqual([]);
    expect(report.verdict).toBe('valid');
    const events = await api.events(envelope.id);
    expect(events.filter(({ type }) => type === 'audit.downloaded')).toHaveLength(2);
    expect(events.at(-1)?.sentence).toContain(`${auditor.name} downloaded the evidence package`);
  });

  await test.step('is refused the moment the administrator ends the access', async () => {
    await senderPage.reload();
    await auditors.row(auditor.email).getByRole('button', { name: 'End now' }).click();
    await auditors.go('End access now').click();
    await expect(auditors.row(auditor.email)).toContainText('Ended');
    await page.goto('/audit');
    await expect(page).toHaveURL(/\/sign-in/);
    await new SignInPage(page).signIn(auditor.email, password);
    await expect(page.getByRole('heading', { name: 'Your access has ended' })).toBeVisible();
    await expect(page.getByText(/Ask an administrator there for more time/)).toBeVisible();
  });
});

test('an administrator samples, holds and exports in the same room', async ({ senderPage: page, api }) => {
  test.setTimeout(300_000);
  const title = `Sampled ${randomUUID().slice(0, 8)}`;
  const envelope = await sentEnvelope(api, { title, people: [person('Ada Example')] });
  const audit = new AuditPage(page);

  await page.goto(`/audit/${envelope.id}`);
  await page.getByRole('button', { name: 'Put on legal hold' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: 'Put on legal hold' }).click();
  await expect(dialog).toContainText('Say why.');
  await dialog.getByLabel('Reason').fill('Case 4711');
  await dialog.getByRole('button', { name: 'Put on legal hold' }).click();
  await expect(page.getByText('Case 4711', { exact: true })).toBeVisible();
  await page.goto('/audit/holds');
  await expect(page.getByRole('row').filter({ hasText: title })).toContainText('Standing');
  await expectReadsWell(page, 'legal holds');

  await page.goto('/audit/samples');
  await page.getByLabel('How many').fill('3');
  await page.getByRole('button', { name: 'Draw 3 envelopes' }).click();
  await expect(page.getByText('How to draw it again')).toBeVisible();
  await expectReadsWell(page, 'samples');

  await page.goto(`/audit?words=${encodeURIComponent(title)}&held=yes`);
  await expect(audit.result(title)).toBeVisible();
  await expectReadsWell(page, 'the search of the audit room');
  await page.getByRole('button', { name: 'Export', exact: true }).click();
  await dialog.getByRole('radio', { name: 'Events' }).check();
  const downloading = page.waitForEvent('download');
  await dialog.getByRole('button', { name: 'Export as CSV' }).click();
  const csv = readFileSync(await (await downloading).path(), 'utf8');
  expect(csv).toContain('"envelope_id","number","at_utc"');
  expect(csv).toContain('put the envelope on legal hold');

  await page.goto('/settings/auditors');
  await expectReadsWell(page, 'auditors');
});
