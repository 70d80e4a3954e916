import { execFileSync } from 'node:child_process';
import type { Page } from '@playwright/test';
import { EnvelopeEditor } from '../pages/envelope-editor.js';
import { NewEnvelopePage } from '../pages/new-envelope-page.js';
import { SigningPage } from '../pages/signing-page.js';
import { person } from '../support/an-envelope.js';
import { formPdf } from '../support/form-pdf.js';
import { signingLink } from '../support/mailbox.js';
import { expect, phone, test } from '../support/test.js';
import { expectSealedForPdfsig } from '../support/verify-pdf.js';

test('takes the fields of a PDF form over at once; they are filled in on a phone and sealed', async ({
  senderPage,
  newVisitor,
}) => {
  const ada = person('Ada Okafor');
  await senderPage.goto('/envelopes/new');
  await new NewEnvelopePage(senderPage).drop('Registration.pdf', formPdf('Registration'));
  await expect(senderPage).toHaveURL(/\/edit$/);
  await test.step('the sender takes the form over, undoes it, and takes it over again', () =>
    takeOver(senderPage));
  const editor = new EnvelopeEditor(senderPage);
  await editor.nameOf(0).fill(ada.name);
  await editor.emailOf(0).fill(ada.email);
  await expect(editor.ready()).toBeVisible();
  await editor.send(1).click();
  await expect(senderPage).toHaveURL(/\/envelopes\/[\w-]+$/);

  const visit = new SigningPage(await newVisitor(phone));
  await visit.follow(await signingLink(ada.email));
  await visit.open();
  await visit.consent();
  await test.step('the signer writes, chooses and signs', () => fillIn(visit));
  await visit.finish('Registration').tap();
  await expect(visit.heading('You have signed')).toBeVisible();
  await expect(visit.downloadSealed()).toBeVisible({ timeout: 30_000 });
  const sealed = await visit.download();
  expectSealedForPdfsig(sealed);
  const words = execFileSync('pdftotext', ['-layout', '-', '-'], { input: sealed, encoding: 'utf8' });
  expect(words).toContain('Okafor Ltd');
  expect(words).toContain('Germany');
  expect(words.replace(/\s/g, '')).toContain('AB12CD');
});

async function takeOver(page: Page): Promise<void> {
  const editor = new EnvelopeEditor(page);
  const add = page.getByRole('button', { name: 'Add 9 fields' });
  const owned = page.getByRole('button', { name: /of Person 1, page 1/ });
  await expect(page.getByRole('heading', { name: 'This PDF has 9 form fields' })).toBeVisible();
  await add.click();
  await expect(editor.placed('Company', 'Person 1')).toBeFocused();
  await expect(editor.placed('Size: large', 'Person 1')).toBeVisible();
  await page.keyboard.press('Control+z');
  await expect(owned).toHaveCount(0);
  await expect(editor.persons()).toHaveCount(0);
  await page
    .getByText('9 fields found in the PDF are not used.')
    .getByRole('button', { name: 'Show' })
    .click();
  await page.getByText('Choose field by field').click();
  await expect(page.getByLabel('Who fills in Country')).toBeVisible();
  await add.click();
  await expect(editor.persons()).toHaveCount(1);
  await expect(add).toBeHidden();
  await expect(page.getByRole('status').filter({ hasText: /^Saved$/ })).toBeVisible();
  await page.reload();
  await expect(editor.placed('Country', 'Person 1')).toBeVisible();
  await expect(page.getByText('This PDF has')).toBeHidden();
}

async function fillIn(visit: SigningPage): Promise<void> {
  await visit.field('Company').fill('Okafor Ltd');
  await visit.field('Code').pressSequentially('AB12CDE');
  await expect(visit.field('Code')).toHaveValue('AB12CD');
  await visit.field('Remarks').fill('Ring the bell.\nTwice.');
  await visit.field('Country').selectOption({ label: 'Germany' });
  await visit.field('Size: small').tap();
  // The arrow keys move within the choice, as in any group of radio buttons.
  await visit.page.keyboard.press('ArrowRight');
  await expect(visit.field('Size: medium')).toBeChecked();
  await expect(visit.field('Size: small')).not.toBeChecked();
  await visit.field('Size: large').tap();
  await visit.signHere().tap();
  await visit.useSuggestedSignature();
  await expect(visit.page.getByText('4 of 4', { exact: true })).toBeVisible();
}
