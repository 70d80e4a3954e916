import { EnvelopePage } from '../pages/envelope-page.js';
import { SigningPage } from '../pages/signing-page.js';
import { person, sentEnvelope } from '../support/an-envelope.js';
import { signingLink, waitForMail } from '../support/mailbox.js';
import { stack } from '../support/stack.js';
import { expect, phone, test } from '../support/test.js';

test('declines with a reason; it ends for everyone and the sender reads why', async ({
  api,
  senderPage,
  newVisitor,
}) => {
  const [ada, ben] = [person('Ada Okafor'), person('Ben Castellanos')];
  const envelope = await sentEnvelope(api, { people: [ada, ben] });
  const desk = new EnvelopePage(senderPage);
  await desk.goto(envelope.id);

  const visit = new SigningPage(await newVisitor(phone));
  await visit.follow(await signingLink(ada.email));
  await visit.open();
  await visit.decline().tap();
  await visit.declineGo().tap();
  await expect(visit.page.getByRole('alert').filter({ hasText: 'Write a reason' })).toBeVisible();
  await visit.declineReason().fill('The fee in clause 2 is wrong.');
  await visit.declineGo().tap();
  await expect(visit.heading('This document was declined')).toBeVisible();

  await expect(desk.person(ada.name)).toContainText('The fee in clause 2 is wrong.');
  await expect(desk.status('Declined').first()).toBeVisible();
  await waitForMail(stack.sender.email, new RegExp(`declined “${envelope.title}”`));

  const other = await newVisitor(phone);
  await other.goto(await signingLink(ben.email));
  await expect(other.getByRole('heading', { name: 'This envelope was declined' })).toBeVisible();
});
