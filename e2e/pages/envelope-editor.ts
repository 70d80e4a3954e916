import { expect, type Locator, type Page } from '@playwright/test';

/** Place of a field in whole per cent of its page, as its accessible name says it. */
export interface Place {
  readonly left: number;
  readonly top: number;
}

export class EnvelopeEditor {
  constructor(readonly page: Page) {}

  readonly title = (): Locator => this.page.getByLabel('Title of the envelope');
  readonly addPerson = (): Locator => this.page.getByRole('button', { name: 'Add a person' });
  readonly persons = (): Locator =>
    this.page.getByRole('group').filter({ has: this.page.getByLabel('E-mail') });
  readonly nameOf = (position: number): Locator => this.persons().nth(position).getByLabel('Name');
  readonly emailOf = (position: number): Locator => this.persons().nth(position).getByLabel('E-mail');
  readonly fieldsFor = (): Locator => this.page.getByLabel('Fields for');
  readonly palette = (kind: string): Locator => this.page.getByRole('button', { name: kind, exact: true });
  readonly placed = (kind: string, owner: string): Locator =>
    this.page.getByRole('button', { name: new RegExp(`^${kind} of ${owner}, page`) });
  readonly documentPage = (pageNumber: number): Locator =>
    this.page.getByRole('img', { name: new RegExp(`^Page ${pageNumber} of`) });
  readonly ready = (): Locator => this.page.getByRole('heading', { name: 'Ready to send' });
  readonly missing = (): Locator =>
    this.page
      .getByRole('heading', { name: 'Not ready yet' })
      .locator('xpath=ancestor::section[@tabindex][1]');
  readonly send = (people: number): Locator =>
    this.page.getByRole('button', { name: people === 1 ? 'Send to 1 person' : `Send to ${people} people` });

  async placeOf(field: Locator): Promise<Place> {
    const name = (await field.getAttribute('aria-label')) ?? '';
    const [, left, top] = name.match(/(\d+)% from the left, (\d+)% from the top/) ?? [];
    expect(left, `a place in "${name}"`).toBeDefined();
    return { left: Number(left), top: Number(top) };
  }

  /** Drags a kind of field with the mouse from the palette onto a point of a page (fractions). */
  async dragToPage(kind: string, pageNumber: number, at: { x: number; y: number }): Promise<void> {
    const sheet = this.documentPage(pageNumber);
    await sheet.scrollIntoViewIfNeeded();
    const from = await this.palette(kind).boundingBox();
    const to = await sheet.boundingBox();
    if (!from || !to) throw new Error(`${kind} or page ${pageNumber} is not on the screen.`);
    await this.page.mouse.move(from.x + from.width / 2, from.y + from.height / 2);
    await this.page.mouse.down();
    await this.page.mouse.move(to.x + to.width * at.x, to.y + to.height * at.y, { steps: 8 });
    await this.page.mouse.up();
  }
}
