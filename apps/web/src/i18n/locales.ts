/** Locales with a file in `messages/`; the first is the fallback. */
export const locales = ['en'] as const;
export type AppLocale = (typeof locales)[number];
export const defaultLocale: AppLocale = 'en';
