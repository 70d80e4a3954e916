import type { Page } from '@playwright/test';
import { EnvelopeEditor } from '../pages/envelope-editor.js';
import { EnvelopePage } from '../pages/envelope-page.js';
import { NewEnvelopePage } from '../pages/new-envelope-page.js';
import { SignInPage } from '../pages/sign-in-page.js';
import { type Person, person } from '../support/an-envelope.js';
import { tabAndPress, tabAndType, tabTo } from '../support/keyboard.js';
import { mailsTo, signingLink } from '../support/mailbox.js';
import { samplePdf } from '../support/sample-pdf.js';
import { stack } from '../support/stack.js';
import { desktop, expect, test } from '../support/test.js';

test('signs in, prepares a document mostly by keyboard, and sends it to two people', async ({
  newVisitor,
  api,
}) => {
  const page = await newVisitor(desktop);
  await signIn(page);
  const title = 'Consulting agreement';
  await dropDocument(page, title);

  const editor = new EnvelopeEditor(page);
  await expect(page).toHaveURL(/\/envelopes\/[\w-]+\/edit$/);
  await expect(editor.title()).toHaveValue(title);
  const [ada, ben] = [person('Ada Okafor'), person('Ben Castellanos', { routingOrder: 2 })];
  await addPeople(editor, [ada, ben]);
  await placeFieldsByKeyboard(editor, ada, ben);
  await editor.dragToPage('Date', 1, { x: 0.85, y: 0.6 });
  const date = await editor.placeOf(editor.placed('Date', ben.name));
  // Its middle is where it was let go; a date is 110 by 22 points.
  expect(Math.abs(date.left + 9 - 85)).toBeLessThanOrEqual(2);
  expect(Math.abs(date.top + 1 - 60)).toBeLessThanOrEqual(2);

  await expect(editor.ready()).toBeVisible();
  await tabAndPress(page, editor.send(2));
  await expect(page).toHaveURL(/\/envelopes\/[\w-]+$/);
  await expect(new EnvelopePage(page).heading(title)).toBeVisible();
  await signingLink(ada.email);
  // Ben comes after Ada: nobody may have asked him yet.
  expect(await mailsTo(ben.email)).toEqual([]);

  const id = new URL(page.url()).pathname.split('/').at(-1) ?? '';
  const { status, fields } = await api.envelope(id);
  expect(status).toBe('sent');
  expect(fields.map((field) => field.type).toSorted()).toEqual(['date', 'signature', 'signature', 'text']);
});

test('is told what is wrong with a file and which things are missing', async ({ senderPage: page }) => {
  await page.goto('/envelopes/new');
  const start = new NewEnvelopePage(page);
  await start.drop('holiday.pdf', Buffer.from('GIF89a, not a PDF at all'));
  await expect(start.row('holiday.pdf')).toContainText('pdf-not-a-pdf');
  await start.drop('Offer.pdf', samplePdf('Offer', 1));
  // What was refused is read before the page goes on.
  await start.goOn().click();
  await expect(page).toHaveURL(/\/edit$/);
  const editor = new EnvelopeEditor(page);
  await page.getByRole('button', { name: 'Send', exact: true }).click();
  // Sending leads to the list of what is missing; only then is it asked to show the way.
  await expect(editor.missing()).toBeFocused();
  await page
    .getByRole('button', { name: /^Show me/ })
    .first()
    .click();
  await expect(editor.addPerson()).toBeFocused();
  // A draft is kept without being asked for.
  await editor.addPerson().click();
  await editor.nameOf(0).fill('Somebody');
  await expect(page.getByRole('status').filter({ hasText: /^Saved$/ })).toBeVisible();
  await page.reload();
  await expect(editor.nameOf(0)).toHaveValue('Somebody');
});

async function signIn(page: Page): Promise<void> {
  await page.goto('/envelopes/new');
  await expect(page).toHaveURL(/\/sign-in/);
  const gate = new SignInPage(page);
  await gate.signIn(stack.sender.email, 'not the password');
  await expect(page.getByRole('alert').filter({ hasText: 'do not belong together' })).toBeVisible();
  await gate.signIn(stack.sender.email, stack.sender.password);
  // Back to where the person was going.
  await expect(page).toHaveURL(/\/envelopes\/new$/);
}

async function dropDocument(page: Page, title: string): Promise<void> {
  await expect(page.getByRole('heading', { name: 'New envelope' })).toBeVisible();
  await new NewEnvelopePage(page).drop(`${title}.pdf`, samplePdf(title));
}

async function addPeople(editor: EnvelopeEditor, people: readonly Person[]): Promise<void> {
  for (const [position, { name, email }] of people.entries()) {
    await tabAndPress(editor.page, editor.addPerson());
    await expect(editor.nameOf(position)).toBeFocused();
    await tabAndType(editor.page, editor.nameOf(position), name);
    await tabAndType(editor.page, editor.emailOf(position), email);
  }
}

async function placeFieldsByKeyboard(editor: EnvelopeEditor, ada: Person, ben: Person): Promise<void> {
  const { page } = editor;
  await chooseOwner(editor, ada);
  await tabAndPress(page, editor.palette('Signature'));
  const signature = editor.placed('Signature', ada.name);
  await expect(signature).toBeFocused();
  const before = await editor.placeOf(signature);
  for (let press = 0; press < 10; press += 1) await page.keyboard.press('ArrowUp');
  for (let press = 0; press < 20; press += 1) await page.keyboard.press('ArrowLeft');
  await expect.poll(() => editor.placeOf(signature)).toEqual({ left: before.left - 10, top: before.top - 5 });
  await page.keyboard.press('PageDown');
  await expect(editor.placed('Signature', ada.name)).toHaveAccessibleName(/, page 2,/);

  await tabBackAndPress(editor, 'Text');
  await expect(editor.placed('Text', ada.name)).toBeFocused();
  await chooseOwner(editor, ben);
  await tabBackAndPress(editor, 'Signature');
  await expect(editor.placed('Signature', ben.name)).toBeFocused();
}

async function tabBackAndPress(editor: EnvelopeEditor, kind: string): Promise<void> {
  await tabTo(editor.page, editor.palette(kind), 'Shift+Tab');
  await editor.page.keyboard.press('Enter');
}

async function chooseOwner(editor: EnvelopeEditor, { name }: Person): Promise<void> {
  const { page } = editor;
  await tabTo(page, editor.fieldsFor(), 'Shift+Tab');
  await page.keyboard.type(name);
  await expect(editor.fieldsFor().getByRole('option', { name })).toHaveAttribute(
    'value',
    await editor.fieldsFor().inputValue(),
  );
}
