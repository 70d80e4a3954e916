import { EnvelopePage } from '../pages/envelope-page.js';
import { SigningPage } from '../pages/signing-page.js';
import { person, sentEnvelope } from '../support/an-envelope.js';
import { signingLink, waitForMail } from '../support/mailbox.js';
import { samplePdf } from '../support/sample-pdf.js';
import { expect, phone, test } from '../support/test.js';
import { expectBeginsWith, expectSealedForPdfsig, expectTrustedByOpenssl } from '../support/verify-pdf.js';

test('two people sign on a phone while the sender watches; the sealed file holds', async ({
  api,
  senderPage,
  newVisitor,
}) => {
  const title = 'Maintenance contract';
  const pdf = samplePdf(title, 3);
  const [ada, ben] = [person('Ada Okafor'), person('Ben Castellanos', { routingOrder: 2 })];
  const { id } = await sentEnvelope(api, { title, people: [ada, ben], pdf });
  const desk = new EnvelopePage(senderPage);
  await desk.goto(id);
  await desk.rememberThisLoad();

  await test.step('the first opens, agrees, fills in and types a signature', async () => {
    const link = await signingLink(ada.email);
    const before = await api.waitForEvent(id, 'recipient.invited');
    const visit = new SigningPage(await newVisitor(phone));
    await visit.follow(link);
    await visit.page.waitForLoadState('networkidle');
    const since = (await api.events(id)).slice(before.length).map((event) => event.type);
    expect(since.filter((type) => type !== 'recipient.link-fetched')).toEqual([]);
    await visit.open();
    await expect(desk.person(ada.name)).toContainText('Opened');

    await visit.consentGo().tap();
    await expect(visit.page.getByRole('alert').filter({ hasText: 'Tick the box' })).toBeVisible();
    await visit.consent();
    await expect(desk.person(ada.name)).toContainText('Filling in');
    await expect(visit.field('Full name')).toHaveValue(ada.name);
    await visit.field('Place').fill('Port Elen');
    await visit.field('I have read it').tap();
    await visit.signHere().tap();
    await visit.typedName().fill('Ada N. Okafor');
    await visit.useSignature().tap();
    await visit.finish(title).tap();
    await expect(visit.heading('You have signed')).toBeVisible();
    await expect(visit.page.getByText('One other person still has to act')).toBeVisible();
  });

  await test.step('the second, asked only now, draws with a finger', async () => {
    await expect(desk.person(ada.name)).toContainText('Done');
    const visit = new SigningPage(await newVisitor(phone));
    await visit.follow(await signingLink(ben.email));
    await visit.open();
    await visit.consent();
    await visit.drawSignature([
      [
        [0.1, 0.6],
        [0.2, 0.2],
        [0.35, 0.8],
        [0.5, 0.2],
        [0.7, 0.7],
        [0.9, 0.4],
      ],
      [
        [0.15, 0.9],
        [0.8, 0.85],
      ],
    ]);
    await visit.finish(title).tap();
    await expect(visit.heading('You have signed')).toBeVisible();
    await expect(visit.downloadSealed()).toBeVisible({ timeout: 30_000 });
    expectBeginsWith(await visit.download(), pdf);
  });

  await test.step('the sender sees it end without reloading and takes the files', async () => {
    await expect(desk.status('Completed')).toBeVisible({ timeout: 30_000 });
    const sealed = await desk.download('Sealed document');
    expect(sealed.name).toMatch(/\.pdf$/);
    expectBeginsWith(sealed.bytes, pdf);
    expectSealedForPdfsig(sealed.bytes);
    expectTrustedByOpenssl(sealed.bytes);
    const certificate = await desk.download('Audit certificate');
    expect(certificate.bytes.subarray(0, 5).toString()).toBe('%PDF-');
    expectSealedForPdfsig(certificate.bytes);
    expect((await desk.download('Document as shown')).bytes.equals(pdf)).toBe(true);
    expect(await desk.isStillTheSameLoad()).toBe(true);
  });

  for (const { email } of [ada, ben]) await waitForMail(email, /^Completed: /);
  const types = (await api.events(id)).map((event) => event.type);
  expect(types.filter((type) => type === 'recipient.opened')).toHaveLength(2);
  expect(types.filter((type) => type === 'recipient.signed')).toHaveLength(2);
  expect(types).toContain('recipient.pages-shown');
  expect(types).toContain('envelope.completed');
});
