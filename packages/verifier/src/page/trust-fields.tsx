import { useId } from 'react';
import type { Evidence } from './use-evidence.js';
import { words } from './words.js';

/** What the reader knows from elsewhere: roots and keys. */
export function TrustFields({ trust, setTrust }: Pick<Evidence, 'trust' | 'setTrust'>) {
  return (
    <details className="vf-panel vf-trust">
      <summary>
        <span className="vf-panel-title">{words.trustTitle}</span>
      </summary>
      <p className="vf-soft">{words.trustHint}</p>
      <Field
        label={words.rootsLabel}
        hint={words.rootsHint}
        value={trust.roots}
        placeholder="-----BEGIN CERTIFICATE-----"
        onChange={(roots) => setTrust({ ...trust, roots })}
      />
      <Field
        label={words.keysLabel}
        hint={words.keysHint}
        value={trust.keys}
        placeholder=""
        onChange={(keys) => setTrust({ ...trust, keys })}
      />
    </details>
  );
}

interface FieldProps {
  readonly label: string;
  readonly hint: string;
  readonly value: string;
  readonly placeholder: string;
  readonly onChange: (value: string) => void;
}

function Field({ label, hint, value, placeholder, onChange }: FieldProps) {
  const id = useId();
  return (
    <div className="vf-field">
      <label htmlFor={id}>{label}</label>
      <p className="vf-soft" id={`${id}-hint`}>
        {hint}
      </p>
      <textarea
        id={id}
        rows={3}
        spellCheck={false}
        autoComplete="off"
        aria-describedby={`${id}-hint`}
        placeholder={placeholder}
        value={value}
        onChange={(event) => onChange(event.target.value)}
      />
    </div>
  );
}
