import type { FetchingAgent } from '../../ports/link-repository.js';

/**
 * Names that mail gateways, chat previews and programs give themselves. Many scanners (Microsoft Safe Links among them)
 * call themselves an ordinary browser: so whoever is not in here is "unknown", and never "a person".
 */
const programs = new RegExp(
  [
    'bot|crawl|spider|scan|preview|prefetch|headless|phantom|monitor',
    'proofpoint|urldefense|barracuda|mimecast|safelinks|ironport|trendmicro|symantec|messagelabs|fireeye|trellix',
    'sophos|forcepoint|zscaler|cloudmark|bitdefender|kaspersky|eset|fortinet|avanan',
    'slack|whatsapp|telegram|facebookexternalhit|skypeuri|linkedin|discord|twitter|outlook|ms-office|googleimageproxy',
    'curl|wget|python|go-http|okhttp|java/|node|axios|undici|libwww|ruby|php|perl|powershell|httpclient',
  ].join('|'),
  'i',
);

/** What kind of agent loads the page behind a link, by its own words. One that says nothing is a program. */
export function fetchingAgent(userAgent: string): FetchingAgent {
  return userAgent.trim() === '' || programs.test(userAgent) ? 'scanner' : 'unknown';
}
