import type { Page } from '@playwright/test';

export class SignInPage {
  constructor(private readonly page: Page) {}

  readonly email = () => this.page.getByLabel('E-mail address');
  readonly password = () => this.page.getByLabel('Password');
  readonly submit = () => this.page.getByRole('button', { name: 'Sign in' });

  async signIn(email: string, password: string): Promise<void> {
    await this.email().fill(email);
    await this.password().fill(password);
    await this.submit().click();
  }
}
