import { SigningPage } from '../pages/signing-page.js';
import { person, sentEnvelope } from '../support/an-envelope.js';
import { tabAndPress, tabAndType, tabTo } from '../support/keyboard.js';
import { signingLink } from '../support/mailbox.js';
import { desktop, expect, test } from '../support/test.js';

test('signs from the link to the end without touching a pointer', async ({ api, newVisitor }) => {
  const ada = person('Ada Okafor');
  const title = 'Non-disclosure agreement';
  const { id } = await sentEnvelope(api, { title, people: [ada] });
  const visit = new SigningPage(await newVisitor(desktop));
  const { page } = visit;
  await visit.follow(await signingLink(ada.email));
  await tabAndPress(page, visit.openButton());
  await expect(page).toHaveURL(/\/sign$/);

  await tabTo(page, visit.consentTick());
  await page.keyboard.press('Space');
  await expect(visit.consentTick()).toBeChecked();
  await tabAndPress(page, visit.consentGo());

  // The focus lands on the first field that is missing, and Enter leads on.
  await expect(visit.field('Place')).toBeFocused();
  await page.keyboard.type('Port Elen');
  await page.keyboard.press('Enter');
  await expect(visit.field('I have read it')).toBeFocused();
  await page.keyboard.press('Space');
  await expect(visit.field('I have read it')).toBeChecked();

  await tabAndPress(page, visit.signHere());
  await expect(visit.typedName()).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(visit.signHere()).toBeFocused();
  await page.keyboard.press('Enter');
  await tabAndType(page, visit.typedName(), 'Ada Okafor');
  await tabAndPress(page, visit.useSignature());
  await tabAndPress(page, visit.finish(title));
  await expect(visit.heading('You have signed')).toBeVisible();
  await api.waitForStatus(id, 'completed');
});
