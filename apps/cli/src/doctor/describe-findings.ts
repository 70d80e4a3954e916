import type { Finding, FindingState } from './finding.js';

const nameWidth = 18;

/** The worst state wins. */
export function overallState(findings: readonly Finding[]): FindingState {
  if (findings.some((finding) => finding.state === 'fail')) return 'fail';
  return findings.some((finding) => finding.state === 'warn') ? 'warn' : 'ok';
}

/** A line per finding, the remedy below it where there is one, and a closing line that counts. */
export function describeFindings(findings: readonly Finding[]): string[] {
  const count = (state: FindingState) => findings.filter((finding) => finding.state === state).length;
  return [
    ...findings.flatMap((finding) => [
      `${finding.state.padEnd(5)}${finding.name.padEnd(nameWidth)}${finding.detail}`,
      ...(finding.remedy === null ? [] : [`${' '.repeat(5 + nameWidth)}→ ${finding.remedy}`]),
    ]),
    '',
    `${count('ok')} ok, ${count('warn')} to look at, ${count('fail')} failed.`,
  ];
}
