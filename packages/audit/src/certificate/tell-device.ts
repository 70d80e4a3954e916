import Bowser from 'bowser';

export type Device = { browser: string; system: string; kind: 'phone' | 'tablet' | 'computer' | null };

const kinds: Readonly<Record<string, Device['kind']>> = {
  mobile: 'phone',
  tablet: 'tablet',
  desktop: 'computer',
};

/**
 * What a user agent says of itself: Safari 19 on iOS 19.0, a phone. Null for text that is no browser this program knows. It
 * is only what was told: anybody can make a browser tell something else.
 */
export function tellDevice(userAgent: string): Device | null {
  const { browser, os, platform } = Bowser.parse(userAgent);
  if (!browser.name || !os.name) return null;
  const version = browser.version?.split('.')[0];
  return {
    browser: version ? `${browser.name} ${version}` : browser.name,
    system: systemName(os.name, os),
    kind: kinds[platform.type ?? ''] ?? null,
  };
}

function systemName(
  name: string,
  { version, versionName }: { version?: string | undefined; versionName?: string | undefined },
): string {
  // Browsers call every later Windows by this number, and every later macOS 10.15.
  if (name === 'Windows' && version === 'NT 10.0') return 'Windows 10+';
  if (name === 'macOS') return name;
  const shown = name === 'Windows' ? (versionName ?? version) : version;
  return shown ? `${name} ${shown}` : name;
}
