import { EnvelopePage } from '../pages/envelope-page.js';
import { SigningPage } from '../pages/signing-page.js';
import { person, sentEnvelope } from '../support/an-envelope.js';
import { signingLink } from '../support/mailbox.js';
import { expect, phone, test } from '../support/test.js';

test('a sender who wants the link is told the price, gets it once, and the record says so for good', async ({
  api,
  senderPage: page,
  newVisitor,
}) => {
  const ada = person('Ada Okafor');
  const { id, title } = await sentEnvelope(api, { people: [ada], fieldsOf: () => ['signature'] });
  // Mailed before anything was revealed: it counts as revealed all the same.
  const mailed = await signingLink(ada.email);
  const desk = new EnvelopePage(page);
  await desk.goto(id);
  const button = desk.person(ada.name).getByRole('button', { name: /Copy link/ });
  const dialog = page.getByRole('dialog');

  await test.step('by keyboard: Escape changes nothing', async () => {
    await button.press('Enter');
    await expect(dialog).toContainText('Whoever has the link can open the document and sign as Ada Okafor');
    await expect(dialog).toContainText('The assurance is lower');
    await page.keyboard.press('Escape');
    await expect(dialog).toBeHidden();
    await expect(button).toBeFocused();
    expect((await api.events(id)).map((event) => event.type)).not.toContain('recipient.link-revealed');
  });

  const link = await test.step('shown once, selected and copied', async () => {
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    await button.press('Enter');
    await dialog.getByRole('button', { name: 'Show the link and lower the assurance' }).press('Enter');
    const field = dialog.getByRole('textbox', { name: 'Signing link' });
    await expect(field).toBeFocused();
    const shown = await field.inputValue();
    expect(shown).toMatch(/\/s\/[\w-]{43}$/);
    await dialog.getByRole('button', { name: 'Copy the link' }).press('Enter');
    await expect(dialog.getByRole('status')).toHaveText('The link is on your clipboard.');
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(shown);
    await page.keyboard.press('Escape');
    await expect(desk.person(ada.name)).toContainText('lower assurance on the certificate');
    expect(await page.content()).not.toContain(shown);
    return shown;
  });
  expect(link).not.toBe(mailed);

  const visit = new SigningPage(await newVisitor(phone));
  await visit.follow(mailed);
  await visit.open();
  await visit.consent();
  await visit.useSuggestedSignature();
  await visit.finish(title).tap();
  await expect(visit.heading('You have signed')).toBeVisible();
  await api.waitForStatus(id, 'completed');
  const events = await api.events(id);
  const revealed = events.find((event) => event.type === 'recipient.link-revealed');
  expect(revealed?.sentence).toMatch(/was shown the signing link of Ada Okafor$/);
  const record = JSON.parse((await api.file(id, 'audit.json')).toString()) as {
    events: { event: { type: string; data: object } }[];
  };
  const signed = record.events.find(({ event }) => event.type === 'recipient.signed');
  expect(signed?.event.data).toMatchObject({ identification: ['revealed-link'] });
});
