import { SigningPage } from '../pages/signing-page.js';
import { person, sentEnvelope } from '../support/an-envelope.js';
import { SignerApi } from '../support/api.js';
import { signingLink, tokenOf, waitForMail } from '../support/mailbox.js';
import { expect, phone, test } from '../support/test.js';

test('a link that never was says so, with 404', async ({ newVisitor }) => {
  const token = 'A'.repeat(43);
  expect(await SignerApi.refusalOf(token)).toEqual({ status: 404, code: 'link-unknown' });
  const visit = new SigningPage(await newVisitor(phone));
  expect((await visit.page.goto(`/s/${token}`))?.status()).toBe(404);
  await expect(visit.heading('This link is not known')).toBeVisible();
  await expect(visit.openButton()).toBeHidden();
});

test('a withdrawn envelope says so, with 410, and its mail told why', async ({ api, newVisitor }) => {
  const ada = person('Ada Okafor');
  const { id } = await sentEnvelope(api, { people: [ada] });
  const link = await signingLink(ada.email);
  const visit = new SigningPage(await newVisitor(phone));
  await visit.follow(link);
  await api.withdraw(id, 'The price has changed.');
  expect(await SignerApi.refusalOf(tokenOf(link))).toEqual({ status: 410, code: 'link-voided' });
  // On a page that was loaded before, and on a fresh one.
  await visit.openButton().tap();
  await expect(visit.heading('This envelope was withdrawn')).toBeVisible();
  expect((await visit.page.reload())?.status()).toBe(410);
  await expect(visit.heading('This envelope was withdrawn')).toBeVisible();
  await expect(visit.openButton()).toBeHidden();
  expect((await waitForMail(ada.email, /^Withdrawn: /)).text).toContain('The price has changed.');
});

test('a document withdrawn while it is open stops right there', async ({ api, newVisitor }) => {
  const ada = person('Ada Okafor');
  const { id, title } = await sentEnvelope(api, { people: [ada], fieldsOf: () => ['signature'] });
  const visit = new SigningPage(await newVisitor(phone));
  await visit.follow(await signingLink(ada.email));
  await visit.open();
  await visit.consent();
  await visit.useSuggestedSignature();
  await expect(visit.finish(title)).toBeVisible();
  await api.withdraw(id, 'Wrong annex.');
  await visit.finish(title).tap();
  await expect(visit.page.getByText('withdr', { exact: false }).first()).toBeVisible();
  expect((await api.events(id)).map((event) => event.type)).not.toContain('recipient.signed');
});

test('who has signed already gets their state and the sealed file, not a second signature', async ({
  api,
  newVisitor,
}) => {
  const ada = person('Ada Okafor');
  const { id } = await sentEnvelope(api, { people: [ada] });
  const link = await signingLink(ada.email);
  await (await SignerApi.arrive(tokenOf(link))).sign();
  await api.waitForStatus(id, 'completed');
  const visit = new SigningPage(await newVisitor(phone));
  await visit.follow(link);
  await visit.open();
  await expect(visit.heading('You have signed')).toBeVisible();
  expect((await visit.download()).subarray(0, 5).toString()).toBe('%PDF-');
  expect((await api.events(id)).filter((event) => event.type === 'recipient.signed')).toHaveLength(1);
});

test('an approver approves without fields; a copy waits for the end', async ({ api, newVisitor }) => {
  const [ada, cleo] = [person('Ada Okafor', { role: 'approver' }), person('Cleo Marsh', { role: 'copy' })];
  const { id, title } = await sentEnvelope(api, { people: [ada, cleo], fieldsOf: () => [] });
  const visit = new SigningPage(await newVisitor(phone));
  await visit.follow(await signingLink(ada.email));
  await visit.open();
  await visit.consentTick().tap();
  await visit.consentGo().tap();
  await visit.page.getByRole('button', { name: `Approve ${title}` }).tap();
  await expect(visit.heading('You have approved')).toBeVisible();
  await api.waitForStatus(id, 'completed');
  await waitForMail(cleo.email, /^Completed: /);
});

test('a session that ended says how to come back, and what was typed is still there', async ({
  api,
  newVisitor,
}) => {
  const ada = person('Ada Okafor');
  await sentEnvelope(api, { people: [ada] });
  const link = await signingLink(ada.email);
  const visit = new SigningPage(await newVisitor(phone));
  await visit.follow(link);
  await visit.open();
  await visit.consent();
  await visit.field('Place').fill('Port Elen');
  await expect(visit.page.getByText('Saved', { exact: true })).toBeVisible();
  await visit.page.context().clearCookies();
  await visit.page.reload();
  await expect(visit.heading('Open your link again')).toBeVisible();
  await visit.follow(link);
  await visit.open();
  await expect(visit.field('Place')).toHaveValue('Port Elen');
});
