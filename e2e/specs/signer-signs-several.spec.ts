import { EnvelopePage } from '../pages/envelope-page.js';
import { SigningPage } from '../pages/signing-page.js';
import { person, sentEnvelope } from '../support/an-envelope.js';
import { signingLink, waitForMail } from '../support/mailbox.js';
import { expectReadsWell } from '../support/reads-well.js';
import { samplePdf } from '../support/sample-pdf.js';
import { expect, phone, test } from '../support/test.js';
import { expectBeginsWith, expectSealedForPdfsig } from '../support/verify-pdf.js';

test('three documents of one envelope are read, signed with one act and sealed each', async ({
  api,
  senderPage,
  newVisitor,
}) => {
  const title = 'Tenancy of Quay House';
  const names = ['agreement.pdf', 'House rules.pdf', 'Inventory.pdf'];
  const pdf = samplePdf(title);
  const ada = person('Ada Okafor');
  const { id } = await sentEnvelope(api, { title, people: [ada], pdf, annexes: names.slice(1) });

  const mail = await waitForMail(ada.email, /asks you to sign/);
  for (const name of names) expect(mail.text).toContain(name);
  const visit = new SigningPage(await newVisitor(phone));

  await test.step('the documents stand one after another, each under its name', async () => {
    await visit.follow(await signingLink(ada.email));
    await expect(visit.openButton()).toHaveText('Open the 3 documents');
    await visit.open();
    const headings = visit.page.getByRole('heading', { level: 2 });
    for (const name of names) await expect(headings.filter({ hasText: name })).toBeAttached();
    await expect(visit.terms()).toHaveValue(/sign or approve all of them electronically/);
    await visit.consent();
    await expectReadsWell(visit.page, 'three documents to sign');
    await visit.page.setViewportSize(phone.viewport);
  });

  await test.step('the list leads to any of them, by touch and by keyboard', async () => {
    const where = visit.whereAmI();
    await expect(where).toContainText('Document 1 of 3');
    await where.getByRole('button').tap();
    await expect(where.getByRole('link', { name: /Inventory\.pdf/ })).toContainText('0 of 1 done');
    await where.getByRole('link', { name: /Inventory\.pdf/ }).tap();
    await expect(visit.heading('Inventory.pdf')).toBeFocused();
    await expect(where).toContainText('Document 3 of 3');
    await where.getByRole('button').press('Enter');
    await visit.page.keyboard.press('Escape');
    await expect(where.getByRole('link', { name: /House rules/ })).toBeHidden();
    await expect(where.getByRole('button')).toBeFocused();
  });

  await test.step('the guide goes on into the next document, and one act signs all', async () => {
    await visit.field('Place').fill('Port Elen');
    await visit.field('I have read it').tap();
    await visit.nextField().tap();
    await visit.useSuggestedSignature();
    await expect(visit.finish(title)).toBeVisible();
    await expect(visit.page.getByText('sign all 3 documents')).toBeVisible();
    await visit.finish(title).tap();
    await expect(visit.heading('You have signed')).toBeVisible();
    await expect(visit.downloadAll()).toBeVisible({ timeout: 60_000 });
  });

  await test.step('each is sealed, and the sender takes one or everything', async () => {
    const { documents } = await api.waitForStatus(id, 'completed');
    for (const document of documents) {
      const sealed = await api.file(id, 'sealed', document.id);
      expectBeginsWith(sealed, await api.file(id, 'original', document.id));
      expectSealedForPdfsig(sealed);
    }
    await api.waitForEvent(id, 'certificate.issued');
    const desk = new EnvelopePage(senderPage);
    await desk.goto(id);
    const one = await desk.download('Sealed document, House rules\\.pdf');
    expect(one.name).toBe('House rules - sealed.pdf');
    const all = await desk.download('Everything \\(ZIP\\)');
    expect(all.name).toBe(`${title}.zip`);
    for (const file of ['agreement - sealed.pdf', 'Inventory - sealed.pdf', `${title} - certificate.pdf`]) {
      expect(all.bytes.includes(file), file).toBe(true);
    }
    await expectReadsWell(senderPage, 'an envelope of three documents');
  });

  const done = await waitForMail(ada.email, /^Completed: /);
  for (const name of names) expect(done.text).toContain(name);
  const types = (await api.events(id)).map((event) => event.type);
  expect(types.filter((type) => type === 'seal.signed')).toHaveLength(4);
  expect(types.filter((type) => type === 'envelope.completed')).toHaveLength(1);
});
