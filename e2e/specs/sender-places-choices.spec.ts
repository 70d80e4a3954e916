import { EnvelopeEditor } from '../pages/envelope-editor.js';
import { NewEnvelopePage } from '../pages/new-envelope-page.js';
import { person } from '../support/an-envelope.js';
import { assemble } from '../support/sample-pdf.js';
import { expect, test } from '../support/test.js';

/** One page with a tag on each line. */
function taggedPdf(tags: readonly string[]): Buffer {
  const lines = tags.map((tag, at) => `1 0 0 1 72 ${740 - at * 80} Tm (${tag}) Tj`);
  const content = ['BT /F1 11 Tf', ...lines, 'ET'].join('\n');
  return assemble([
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Count 1 /Kids [4 0 R] >>',
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 3 0 R >> >> /Contents 5 0 R >>',
    `<< /Length ${content.length} >>\nstream\n${content}\nendstream`,
  ]);
}

test('takes placeholder tags over for a role, places a choice by hand, and sends both', async ({
  senderPage: page,
  api,
}) => {
  const ada = person('Ada Okafor');
  const editor = new EnvelopeEditor(page);
  const found = page.getByRole('heading', { name: 'This PDF has 2 placeholder tags' });
  const tags = [
    '{{signature;role=buyer;width=180;height=48}}',
    '{{dropdown;role=buyer;name=day;options=Monday|Tuesday;width=120}}',
  ];

  await test.step('tags become fields of one new person', async () => {
    await page.goto('/envelopes/new');
    await new NewEnvelopePage(page).drop('Lease.pdf', taggedPdf(tags));
    await expect(page).toHaveURL(/\/edit$/);
    await expect(found).toBeVisible();
    await expect(page.getByLabel('Fields of “buyer”')).toHaveValue(/^new /);
    await page.getByRole('button', { name: 'Add 2 fields' }).click();
    await expect(found).toBeHidden();
    await expect(editor.persons()).toHaveCount(1);
    await editor.nameOf(0).fill(ada.name);
    await editor.emailOf(0).fill(ada.email);
    await expect(editor.placed('day', ada.name)).toBeVisible();
  });

  await test.step('a choice by hand has two buttons, and as many more as are wanted', async () => {
    await editor.palette('Choice').click();
    await expect(editor.placed('Choice 1: Option 1', ada.name)).toBeFocused();
    await page.getByLabel('Choice this button belongs to').fill('Deposit');
    await page.getByLabel('What this button stands for').fill('Bank transfer');
    await expect(editor.placed('Deposit: Bank transfer', ada.name)).toBeVisible();
    await expect(editor.placed('Deposit: Option 2', ada.name)).toBeVisible();
    await page.getByRole('button', { name: 'Add another button' }).click();
    await expect(editor.placed('Deposit: Option 3', ada.name)).toBeVisible();
  });

  await expect(editor.ready()).toBeVisible();
  await editor.send(1).click();
  await expect(page).toHaveURL(/\/envelopes\/[\w-]+$/);
  const { status, fields } = await api.envelope(new URL(page.url()).pathname.split('/').at(-1) ?? '');
  expect(status).toBe('sent');
  const kinds = fields.map(({ type }) => type).toSorted();
  expect(kinds).toEqual(['dropdown', 'radio', 'radio', 'radio', 'signature']);
});
