import { randomUUID } from 'node:crypto';
import { BulkPage } from '../pages/bulk-page.js';
import { EnvelopePage } from '../pages/envelope-page.js';
import { TemplatePage } from '../pages/template-page.js';
import { person, sentEnvelope } from '../support/an-envelope.js';
import { SignerApi } from '../support/api.js';
import { mailsTo, signingLink, tokenOf } from '../support/mailbox.js';
import { expect, test } from '../support/test.js';

test('keeps an envelope as a template and starts another from it', async ({ api, senderPage: page }) => {
  const { id } = await sentEnvelope(api, {
    people: [person('Ada Okafor')],
    fieldsOf: () => ['signature', 'text'],
  });
  const name = `Lease ${randomUUID().slice(0, 6)}`;
  await page.goto(`/envelopes/${id}`);
  const template = await TemplatePage.saveFromEnvelope(page, name);
  await expect(template.heading(name)).toBeVisible();
  await template.send().click();
  await expect(template.role('Signer 1').getByText('Enter a name.')).toBeVisible();
  await expect(template.role('Signer 1').getByLabel('Name')).toBeFocused();

  const ben = person('Ben Castellanos');
  await template.title().fill('Lease of the corner shop');
  await template.role('Signer 1').getByLabel('Name').fill(ben.name);
  await template.role('Signer 1').getByLabel('E-mail').fill(ben.email);
  await template.beforehand('Place').fill('Port Elen');
  await template.send().click();
  await expect(new EnvelopePage(page).heading('Lease of the corner shop')).toBeVisible();
  await signingLink(ben.email);
});

test('sends to a list: bad rows are shown, the others go out, and the same file twice sends nothing twice', async ({
  api,
  senderPage: page,
}) => {
  const { id } = await sentEnvelope(api, {
    people: [person('Ada Okafor')],
    fieldsOf: () => ['signature', 'text'],
  });
  const name = `Renewal ${randomUUID().slice(0, 6)}`;
  const { id: templateId } = await api.createTemplate(id, name);
  await page.goto(`/templates/${templateId}`);
  const template = new TemplatePage(page);
  const [heading = ''] = (await template.sampleCsv()).split('\r\n');
  expect(heading.replaceAll(/["\ufeff]/g, '')).toBe('Signer 1 name,Signer 1 email,Place');

  await template.dropCsv('wrong.csv', 'Name,Mail\r\nAda,ada@people.test\r\n');
  await expect(template.refusal()).toContainText('Missing: “Signer 1 name”, “Signer 1 email”.');

  const people = ['Ines Duarte', 'Jun Mori', 'Kofi Boateng'].map((one) => person(one));
  const good = people.map((one) => `${one.name},${one.email},Port Elen`);
  const csv = `${[heading, good[0], 'Mara Lind,mara at people.test,Port Elen', good[1], good[2]].join('\r\n')}\r\n`;
  await template.dropCsv('renewals.csv', csv);
  await expect(page).toHaveURL(/\/bulk-sends\/[\w-]+/);
  const bulk = new BulkPage(page);
  await expect(bulk.row(3)).toContainText('Cannot be sent');
  await expect(bulk.row(3)).toContainText('“mara at people.test” is not an e-mail address');
  await expect(bulk.count('Cannot be sent')).toHaveText('1');
  for (const { email } of people) expect(await mailsTo(email)).toEqual([]);

  await bulk.start(3).click();
  await expect(bulk.count('Mail accepted')).toHaveText('3', { timeout: 30_000 });
  await expect(bulk.state('Finished')).toBeVisible();
  await expect(bulk.count('Failed')).toHaveText('0');

  const [first] = people;
  if (!first) throw new Error('unreachable');
  await (await SignerApi.arrive(tokenOf(await signingLink(first.email)))).sign();
  await expect(bulk.count('Signed and sealed')).toHaveText('1', { timeout: 30_000 });
  await expect(bulk.row(2)).toContainText('Completed', { timeout: 15_000 });

  const result = await bulk.resultCsv();
  const lines = result.trim().split('\r\n');
  expect(lines).toHaveLength(5);
  expect(lines[2]).toContain('is not an e-mail address');
  expect(lines[1]).toMatch(/Ines Duarte.*[0-9a-f-]{36}/);

  await page.goto(`/templates/${templateId}`);
  await template.dropCsv('renewals.csv', csv);
  await expect(page.getByText('This very file was dropped before.')).toBeVisible();
  for (const { email } of people) {
    expect((await mailsTo(email)).filter((mail) => mail.subject.includes('asks you'))).toHaveLength(1);
  }
});
