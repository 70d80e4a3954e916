import { getRequestConfig } from 'next-intl/server';
import { defaultLocale } from './locales';

export default getRequestConfig(async () => {
  const locale = defaultLocale;
  const messages = (await import(`../../messages/${locale}.json`)).default;
  return { locale, messages, timeZone: 'UTC', now: new Date() };
});
