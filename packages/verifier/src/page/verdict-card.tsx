import type { CheckState, EvidenceReport } from '../evidence-report.js';
import { StateIcon } from './icons.js';
import { verdictWords, words } from './words.js';

const states: Readonly<Record<EvidenceReport['verdict'], CheckState>> = {
  valid: 'pass',
  invalid: 'fail',
  indeterminate: 'unknown',
};

/** The verdict and its sentence; what should be known stands right below, not behind a click. */
export function VerdictCard({ report, fileName }: { report: EvidenceReport; fileName: string }) {
  const { verdict, summary, caveats } = report;
  return (
    <section className={`vf-verdict vf-verdict-${verdict}`} aria-labelledby="vf-verdict-title">
      <StateIcon state={states[verdict]} />
      <div>
        <h2 id="vf-verdict-title">{verdictWords[verdict]}</h2>
        <p className="vf-summary">{summary}</p>
        {caveats.length > 0 && verdict !== 'invalid' ? (
          <details className="vf-caveats">
            <summary>{`${words.caveats} (${caveats.length})`}</summary>
            <ul>
              {caveats.map((caveat) => (
                <li key={caveat}>{caveat}</li>
              ))}
            </ul>
          </details>
        ) : null}
        <button type="button" className="vf-button" onClick={() => saveReport(report, fileName)}>
          {words.saveReport}
        </button>
      </div>
    </section>
  );
}

/** Made in the page and handed to the browser's own download: nothing leaves the device. */
function saveReport(report: EvidenceReport, fileName: string): void {
  const text = `${JSON.stringify({ file: fileName, ...report }, null, 2)}\n`;
  const address = URL.createObjectURL(new Blob([text], { type: 'application/json' }));
  const link = document.createElement('a');
  link.href = address;
  link.download = `${fileName.replace(/\.pdf$/i, '')}-report.json`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 1000);
}
