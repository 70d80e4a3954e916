import type { SortedFile } from '../files/sort-files.js';
import { FileIcon, StateIcon } from './icons.js';
import type { Evidence } from './use-evidence.js';
import { roleWords, wordSize, words } from './words.js';

/** What was given and what it is taken for. */
export function FileList({ evidence }: { evidence: Evidence }) {
  const { files, chosen, remove, choose } = evidence;
  const hasSeveral = files.filter(({ role }) => role === 'certificate').length > 1;
  return (
    <ul className="vf-files">
      {files.map((file) => (
        <li key={file.number} className="vf-file">
          {file.role === 'unusable' ? <StateIcon state="warn" /> : <FileIcon />}
          <span className="vf-file-words">
            <span className="vf-file-name">{file.name}</span>
            <span className="vf-soft">
              {describe(file)}
              {hasSeveral && file === chosen ? ` (${words.isChecked})` : ''}
            </span>
          </span>
          <span className="vf-file-acts">
            {hasSeveral && file.role === 'certificate' && file !== chosen ? (
              <button type="button" className="vf-link" onClick={() => choose(file)}>
                {words.checkInstead}
              </button>
            ) : null}
            <button
              type="button"
              className="vf-link"
              aria-label={`${words.remove} ${file.name}`}
              onClick={() => remove(file)}
            >
              {words.remove}
            </button>
          </span>
        </li>
      ))}
    </ul>
  );
}

function describe({ role, bytes, packageName, problem }: SortedFile): string {
  if (problem !== null) return `${roleWords[role]}: ${problem}`;
  const from = packageName === null ? '' : `, from ${packageName}`;
  return `${roleWords[role]}, ${wordSize(bytes.length)}${from}`;
}
