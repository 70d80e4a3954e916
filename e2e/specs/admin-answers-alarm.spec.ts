import { expectReadsWell } from '../support/reads-well.js';
import { tokenJournal } from '../support/stack.js';
import { expect, test } from '../support/test.js';
import { forgeJournalLine } from '../support/token-journal.js';

test('an administrator is told of a signature nobody ordered, and answers for it', async ({
  senderPage: page,
}) => {
  // The monitor looks every few seconds; a busy machine takes longer.
  test.setTimeout(180_000);
  await forgeJournalLine(tokenJournal());
  const alarm = page.getByRole('listitem').filter({ hasText: 'signature-by-unknown-key' }).first();
  await expect(async () => {
    await page.goto('/settings/audit-log');
    await expect(alarm).toBeVisible({ timeout: 3_000 });
  }).toPass({ timeout: 120_000 });
  await expect(alarm).toContainText('Token journal, line');
  await expectReadsWell(page, 'an open alarm');

  const dialog = page.getByRole('dialog', { name: 'Acknowledge this alarm' });
  const reason = dialog.getByLabel('What did you find out?');
  const go = dialog.getByRole('button', { name: 'Acknowledge with this reason' });

  await test.step('not without a reason, and what was typed does not answer for another time', async () => {
    const open = alarm.getByRole('button');
    await open.press('Enter');
    await expect(reason).toBeFocused();
    await go.click();
    await expect(dialog).toContainText('Say what you found out.');
    await reason.fill('Half a thought');
    await page.keyboard.press('Escape');
    await expect(open).toBeFocused();
    await open.press('Enter');
    await expect(reason).toHaveValue('');
    await expect(dialog).not.toContainText('Say what you found out.');
  });

  await test.step('with one, on record', async () => {
    await reason.fill('A test, announced beforehand.');
    await go.click();
    await expect(dialog).toBeHidden();
    await expect(alarm).toContainText('A test, announced beforehand.');
    await expect(alarm.getByRole('button')).toBeHidden();
    await page.reload();
    await expect(alarm).toContainText('A test, announced beforehand.');
  });
});
