import { randomUUID } from 'node:crypto';
import { EnvelopeEditor } from '../pages/envelope-editor.js';
import { draftEnvelope, person } from '../support/an-envelope.js';
import { expectReadsWell } from '../support/reads-well.js';
import { assemble } from '../support/sample-pdf.js';
import { expect, test } from '../support/test.js';

/** One page, and a script that would run when it is opened. */
function scriptedPdf(text: string): Buffer {
  const content = `BT /F1 18 Tf 1 0 0 1 72 750 Tm (${text}) Tj ET`;
  return assemble([
    '<< /Type /Catalog /Pages 2 0 R /OpenAction << /S /JavaScript /JS (app.alert\\(1\\)) >> >>',
    '<< /Type /Pages /Count 1 /Kids [4 0 R] >>',
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 3 0 R >> >> /Contents 5 0 R >>',
    `<< /Length ${content.length} >>\nstream\n${content}\nendstream`,
  ]);
}

test('a sender reads what was changed in an upload, says so by keyboard, and only then sends it', async ({
  senderPage: page,
  api,
}) => {
  test.setTimeout(180_000);
  const title = `Scripted ${randomUUID().slice(0, 8)}`;
  const draft = await draftEnvelope(api, {
    title,
    people: [person('Ben Okri')],
    fieldsOf: () => ['signature'],
    pdf: scriptedPdf(title),
  });
  await page.goto(`/envelopes/${draft.id}/edit`);
  const editor = new EnvelopeEditor(page);
  const confirm = page.getByRole('button', { name: /^I have read this ?: agreement\.pdf$/ });

  await test.step('it stands in the way, with the way there', async () => {
    await expect(editor.missing()).toContainText('Read what was changed in “agreement.pdf” and confirm it.');
    await expectReadsWell(page, 'an editor with a changed document');
    await editor.send(1).click();
    await expect(editor.missing()).toBeFocused();
    const refused = await api.send(draft).catch((error: unknown) => String(error));
    expect(refused).toContain('warnings-unconfirmed');
  });

  await test.step('one act by keyboard, and the focus goes on from there', async () => {
    await editor
      .missing()
      .getByRole('button', { name: /Read what was changed/ })
      .press('Enter');
    await expect(confirm).toBeFocused();
    await page.keyboard.press('Enter');
    const done = page.getByText(/^Read by /);
    await expect(done).toBeVisible();
    await expect(page.locator('#document-changes-0')).toBeFocused();
    await expect(confirm).toBeHidden();
    await expect(editor.ready()).toBeVisible();
    await page.reload();
    await expect(done).toBeVisible();
  });

  await test.step('the record of the envelope says who', async () => {
    await editor.send(1).click();
    await expect(page).toHaveURL(new RegExp(`/envelopes/${draft.id}$`));
    const events = await api.events(draft.id);
    const confirmed = events.find(({ type }) => type === 'document.warnings-confirmed');
    expect(confirmed?.sentence).toMatch(/confirmed what was changed in agreement\.pdf: [A-Z].* /);
    await expect(page.getByText('confirmed what was changed in agreement.pdf')).toBeVisible();
    await expect(page.getByText('Fingerprint, as signers see it')).toBeVisible();
    await expectReadsWell(page, 'an envelope whose document was changed');
  });
});
