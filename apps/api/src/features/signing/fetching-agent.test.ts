import { expect, it } from 'vitest';
import { fetchingAgent } from './fetching-agent.js';

it.each([
  ['', 'scanner'],
  ['curl/8.5.0', 'scanner'],
  ['Slackbot-LinkExpanding 1.0 (+https://api.slack.com/robots)', 'scanner'],
  ['WhatsApp/2.23.20.0', 'scanner'],
  ['Mozilla/5.0 (X11; Linux x86_64) HeadlessChrome/142.0.0.0 Safari/537.36', 'scanner'],
  [
    'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/142.0 Safari/537.36 Edg/142.0',
    'unknown',
  ],
  [
    'Mozilla/5.0 (iPhone; CPU iPhone OS 19_1 like Mac OS X) AppleWebKit/605.1.15 Mobile/15E148 Safari/604.1',
    'unknown',
  ],
  ['Mozilla/5.0 (Macintosh; Intel Mac OS X 10.15; rv:145.0) Gecko/20100101 Firefox/145.0', 'unknown'],
])('%s → %s', (userAgent, agent) => {
  expect(fetchingAgent(userAgent)).toBe(agent);
});
