import { EnvelopePage } from '../pages/envelope-page.js';
import { PrivacyPage } from '../pages/privacy-page.js';
import { RetentionPage } from '../pages/retention-page.js';
import { person, sentEnvelope } from '../support/an-envelope.js';
import { SignerApi } from '../support/api.js';
import { signingLink, tokenOf } from '../support/mailbox.js';
import { expectReadsWell } from '../support/reads-well.js';
import { expect, test } from '../support/test.js';

// The rule holds for the whole organisation: one after the other.
test.describe.configure({ mode: 'serial', timeout: 150_000 });

test('a person is found, told what stays and why, erased by typing their address, and gone', async ({
  api,
  senderPage: page,
}) => {
  const grace = person('Grace Hopper');
  const wish = { people: [grace], fieldsOf: () => ['signature' as const] };
  const done = await sentEnvelope(api, { ...wish, title: `Finished with ${grace.key}` });
  const link = await signingLink(grace.email);
  await (await SignerApi.arrive(tokenOf(link))).sign();
  await api.waitForStatus(done.id, 'completed');
  const envelope = new EnvelopePage(page);
  await envelope.goto(done.id);
  await api.waitForEvent(done.id, 'certificate.issued');
  await sentEnvelope(api, { ...wish, title: `Running with ${grace.key}` });

  const privacy = new PrivacyPage(page);
  await privacy.goto();
  await privacy.look('nobody-at-all@people.test');
  await expect(page.getByText('Nothing is held of a person with this e-mail address.')).toBeVisible();
  await privacy.look(grace.email.toUpperCase());
  await expect(privacy.envelope(`Finished with ${grace.key}`)).toContainText('Can be erased');
  await expect(privacy.envelope(`Running with ${grace.key}`)).toContainText('still out for signature');
  await expect(privacy.erase()).toBeDisabled();
  await expectReadsWell(page, 'privacy, a person found');
  await privacy.confirm().fill(grace.email);
  await privacy.erase().click();
  await expect(privacy.newest()).toContainText('Erased in 1 envelope; 1 envelope had to stay.');
  await expectReadsWell(page, 'privacy, an erasure done');

  await envelope.goto(done.id);
  const content = page.locator('#content');
  await expect(content.getByText(/files and values of this envelope were erased on/)).toBeVisible();
  await expect(page.getByText('The pages were erased.', { exact: false })).toBeVisible();
  await expect(page.getByText(/erased a person’s data and the files that show it/)).toBeVisible();
  await expect(page.getByText('Grace Hopper')).toHaveCount(0);
  await expectReadsWell(page, 'envelope, erased');
  await page.goto(link);
  await expect(page.getByRole('heading', { name: 'This was erased' })).toBeVisible();
});

test('a retention rule is declared, contradicts itself in words, and is withdrawn', async ({
  senderPage: page,
}) => {
  const retention = new RetentionPage(page);
  await retention.goto();
  await expect(page.getByText('Envelopes are kept for ever.')).toBeVisible();
  await retention.enterTenYears();
  await retention.personal().fill('30');
  await retention.save().click();
  await expect(page.getByText('The files show names', { exact: false })).toBeVisible();
  await retention.personal().fill('4000');
  await retention.save().click();
  await expect(page.getByText('The rule is declared and recorded.', { exact: true })).toBeVisible();
  await expect(page.getByText(/erased 3,650 days after the end, names/)).toBeVisible();
  await expectReadsWell(page, 'retention, a rule declared');
  await retention.keepForEver().click();
  await expect(page.getByText('Envelopes are kept for ever.')).toBeVisible();
});
