import type messages from '../../messages/en.json';
import type { AppLocale } from './locales';

// A key that is not in the translation file does not compile.
declare module 'next-intl' {
  interface AppConfig {
    Locale: AppLocale;
    Messages: typeof messages;
  }
}
