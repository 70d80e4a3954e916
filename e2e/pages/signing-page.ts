import { readFile } from 'node:fs/promises';
import { expect, type Locator, type Page } from '@playwright/test';
import { drawWithFinger, type Point } from '../support/finger.js';

/** The signer's visit, from the mailed link to the farewell. */
export class SigningPage {
  constructor(readonly page: Page) {}

  readonly heading = (name: string): Locator => this.page.getByRole('heading', { name });
  readonly openButton = (): Locator =>
    this.page.getByRole('button', { name: /^(Open the |Go to the sealed |See how it stands)/ });
  readonly terms = (): Locator => this.page.getByRole('textbox', { name: 'Terms of electronic signing' });
  readonly consentTick = (): Locator =>
    this.page.getByRole('checkbox', { name: 'I have read this and agree to do this electronically' });
  readonly consentGo = (): Locator => this.page.getByRole('button', { name: 'Agree and continue' });
  readonly field = (label: string): Locator => this.page.getByLabel(new RegExp(`^${label}, `));
  readonly signHere = (): Locator => this.page.getByRole('button', { name: /^Signature, Signature/ });
  readonly typedName = (): Locator => this.page.getByLabel('Your name as your signature');
  readonly useSignature = (): Locator => this.page.getByRole('button', { name: 'Use this signature' });
  readonly whereAmI = (): Locator =>
    this.page.getByRole('navigation', { name: 'Documents of this envelope' });
  readonly downloadAll = (): Locator => this.page.getByRole('button', { name: /^Download all \d+ \(ZIP\)/ });
  readonly nextField = (): Locator => this.page.getByRole('button', { name: /^(Start|Next field)$/ });
  readonly finish = (title: string): Locator => this.page.getByRole('button', { name: `Sign ${title}` });
  readonly decline = (): Locator => this.page.getByRole('button', { name: 'Decline', exact: true });
  readonly declineReason = (): Locator => this.page.getByLabel('Your reason');
  readonly declineGo = (): Locator =>
    this.page.getByRole('button', { name: /^Decline (this document|all \d+ documents)$/ });
  readonly pad = (): Locator => this.page.getByRole('img', { name: /^Drawing area/ });
  readonly downloadSealed = (): Locator =>
    this.page.getByRole('button', { name: 'Download the sealed document' });

  /** Follows the link; nothing is pressed yet. */
  async follow(link: string): Promise<void> {
    await this.page.goto(link);
    await expect(this.openButton()).toBeVisible();
  }

  async open(): Promise<void> {
    await this.openButton().tap();
    await expect(this.page).toHaveURL(/\/sign$/);
  }

  async consent(): Promise<void> {
    await this.consentTick().tap();
    await this.consentGo().tap();
    await expect(this.consentGo()).toBeHidden();
  }

  /** Takes the signature as suggested: the signer's name, typed. */
  async useSuggestedSignature(): Promise<void> {
    await expect(this.typedName()).toHaveValue(/\S/);
    await this.useSignature().tap();
  }

  async drawSignature(lines: readonly (readonly Point[])[]): Promise<void> {
    await this.page.getByRole('radio', { name: 'Draw' }).locator('xpath=..').tap();
    await expect(this.page.getByRole('button', { name: 'Clear' })).toBeEnabled();
    for (const line of lines) await drawWithFinger(this.page, this.pad(), line);
    await this.useSignature().tap();
  }

  async download(): Promise<Buffer> {
    const arriving = this.page.waitForEvent('download');
    await this.downloadSealed().tap();
    return readFile(await (await arriving).path());
  }
}
