import { BulkPage } from '../pages/bulk-page.js';
import { SigningPage } from '../pages/signing-page.js';
import { draftEnvelope, type Person, person, sentEnvelope } from '../support/an-envelope.js';
import { type Envelope, type SenderApi, SignerApi } from '../support/api.js';
import { signingLink, tokenOf } from '../support/mailbox.js';
import { expectReadsWell } from '../support/reads-well.js';
import { desktop, expect, test } from '../support/test.js';

test.describe.configure({ timeout: 120_000 });

const endless = 'Wolfeschlegelsteinhausenbergerdorff'.repeat(4);
const longTitle = `${'Framework agreement on maintenance '.repeat(2)}${endless.slice(0, 100)}`;
const longPerson = (details: Partial<Person> = {}): Person => person(`${endless.slice(0, 120)} Ng`, details);

test('the gate and the sender’s lists', async ({ api, senderPage: page, newVisitor }) => {
  await sentEnvelope(api, { title: longTitle, people: [longPerson(), longPerson()] });
  const stranger = await newVisitor(desktop);
  await stranger.goto('/sign-in');
  await expectReadsWell(stranger, 'sign-in');
  await stranger.goto('/nothing/here');
  await expectReadsWell(stranger, 'no such page');

  await page.goto('/');
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await expectReadsWell(page, 'home');
  await page.goto('/envelopes');
  await expect(page.getByRole('table')).toBeVisible();
  await expectReadsWell(page, 'envelopes');
  await page.goto('/envelopes?q=no-such-envelope-anywhere');
  await expectReadsWell(page, 'envelopes, none found');
  await page.goto('/envelopes/new');
  await expectReadsWell(page, 'new envelope');
});

test('settings and status', async ({ senderPage: page }) => {
  for (const [path, screen] of [
    ['/settings/sealing', 'sealing'],
    ['/settings/seal-key', 'seal key'],
    ['/status', 'status'],
    ['/settings/api-keys', 'API keys'],
  ] as const) {
    await page.goto(path);
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    await expectReadsWell(page, screen);
  }
  await page.getByRole('button', { name: 'New API key' }).click();
  await expect(page.getByRole('dialog')).toBeVisible();
  await expectReadsWell(page, 'API keys, making one');
});

test('the editor', async ({ api, senderPage: page }) => {
  const people = [longPerson(), person('Ben Castellanos', { routingOrder: 2 })];
  const { id } = await draftEnvelope(api, { title: longTitle, people });
  await page.goto(`/envelopes/${id}/edit`);
  await expect(page.getByRole('heading', { name: 'Ready to send' })).toBeVisible();
  await page.getByRole('button', { name: /^Place of .*, page 1/ }).focus();
  await expectReadsWell(page, 'editor, a field selected');
});

test('an envelope on its way and at its end', async ({ api, senderPage: page }) => {
  const people = [longPerson(), person('Ben Castellanos', { routingOrder: 2 })];
  const message = `Read it with care. ${endless}`;
  const { id } = await sentEnvelope(api, { title: longTitle, message, people });
  await page.goto(`/envelopes/${id}`);
  await expect(page.getByRole('heading', { name: 'What happened' })).toBeVisible();
  await expectReadsWell(page, 'envelope, sent');
  await page.getByRole('button', { name: 'Withdraw', exact: true }).click();
  await expectReadsWell(page, 'envelope, withdrawing');
  const done = await completed(api);
  await page.goto(`/envelopes/${done.id}`);
  await expect(page.getByRole('button', { name: /^Download.*Sealed document/ })).toBeVisible();
  await expectReadsWell(page, 'envelope, completed');
});

test('templates and lists', async ({ api, senderPage: page }) => {
  const { id } = await sentEnvelope(api, { people: [longPerson()], fieldsOf: () => ['signature', 'text'] });
  const template = await api.createTemplate(id, longTitle.slice(0, 120));
  await page.goto('/templates');
  await expect(page.getByRole('table')).toBeVisible();
  await expectReadsWell(page, 'templates');
  await page.goto(`/templates/${template.id}`);
  await expectReadsWell(page, 'template');
  const rows = [
    'Signer 1 name,Signer 1 email,Place',
    `${endless},a@people.test,${endless}`,
    'Mara,not a mail,',
  ];
  const bulk = await api.checkBulk(template.id, rows.join('\r\n'));
  await page.goto(`/bulk-sends/${bulk.id}`);
  await expect(new BulkPage(page).row(3)).toBeVisible();
  await expectReadsWell(page, 'bulk send, checked');
  await page.goto('/bulk-sends');
  await expectReadsWell(page, 'bulk sends');
});

test('the signer’s way', async ({ api, newVisitor }) => {
  const [ada, ben] = [longPerson(), person('Ben Castellanos', { routingOrder: 2 })];
  const message = `Read it with care. ${endless}`;
  await sentEnvelope(api, { title: longTitle, message, people: [ada, ben] });
  const visit = new SigningPage(await newVisitor({ ...desktop, hasTouch: true }));
  const { page } = visit;
  await visit.follow(await signingLink(ada.email));
  await expectReadsWell(page, 'link');
  await visit.open();
  await expectReadsWell(page, 'terms');
  await visit.consent();
  await expectReadsWell(page, 'filling in');
  await visit.signHere().tap();
  await expectReadsWell(page, 'typing a signature');
  await page.getByText('Draw', { exact: true }).tap();
  await expect(page.getByRole('button', { name: 'Clear' })).toBeEnabled();
  await expectReadsWell(page, 'drawing a signature');
  await page.keyboard.press('Escape');
  await visit.decline().tap();
  await expectReadsWell(page, 'declining');
  await visit.declineReason().fill('No.');
  await visit.declineGo().tap();
  await expect(visit.heading('This document was declined')).toBeVisible();
  await expectReadsWell(page, 'declined');
});

test('the signer’s ends', async ({ api, newVisitor }) => {
  const page = await newVisitor({ ...desktop, hasTouch: true });
  await page.goto('/sign');
  await expectReadsWell(page, 'session over');
  await page.goto(`/s/${'B'.repeat(43)}`);
  await expect(page.getByRole('heading', { name: 'This link is not known' })).toBeVisible();
  await expectReadsWell(page, 'unknown link');
  const done = await completed(api);
  const visit = new SigningPage(page);
  await visit.follow(await signingLink(done.recipients[0]?.email ?? ''));
  await visit.open();
  await expect(visit.downloadSealed()).toBeVisible();
  await expectReadsWell(page, 'signed and sealed');
});

async function completed(api: SenderApi): Promise<Envelope> {
  const ada = longPerson();
  const { id } = await sentEnvelope(api, { title: longTitle, people: [ada], fieldsOf: () => ['signature'] });
  await (await SignerApi.arrive(tokenOf(await signingLink(ada.email)))).sign();
  return api.waitForStatus(id, 'completed');
}
