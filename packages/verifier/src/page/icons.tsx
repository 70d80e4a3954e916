import type { ReactNode } from 'react';
import type { CheckState } from '../evidence-report.js';

function Icon({ children, className }: { children: ReactNode; className: string }) {
  return (
    <svg
      className={className}
      viewBox="0 0 24 24"
      width="20"
      height="20"
      aria-hidden="true"
      focusable="false"
    >
      <g fill="none" stroke="currentColor" strokeWidth="2" strokeLinecap="round" strokeLinejoin="round">
        {children}
      </g>
    </svg>
  );
}

const shapes: Readonly<Record<CheckState, ReactNode>> = {
  pass: (
    <>
      <circle cx="12" cy="12" r="9.2" />
      <path d="m8 12.4 2.7 2.7L16.2 9.4" />
    </>
  ),
  warn: (
    <>
      <path d="M12 3.4 2.6 19.6h18.8z" />
      <path d="M12 10v4.2M12 17v.1" />
    </>
  ),
  fail: (
    <>
      <circle cx="12" cy="12" r="9.2" />
      <path d="m8.8 8.8 6.4 6.4m0-6.4-6.4 6.4" />
    </>
  ),
  unknown: (
    <>
      <circle cx="12" cy="12" r="9.2" strokeDasharray="3.6 3.2" />
      <path d="M9.7 9.6a2.4 2.4 0 1 1 3.3 2.3c-.7.3-1 .8-1 1.5M12 16.4v.1" />
    </>
  ),
};

export function StateIcon({ state }: { state: CheckState }) {
  return <Icon className={`vf-icon vf-icon-${state}`}>{shapes[state]}</Icon>;
}

export function FileIcon() {
  return (
    <Icon className="vf-icon">
      <path d="M6.5 2.8h7.2l4.8 4.8v13.6h-12z" />
      <path d="M13.5 3v5h5" />
    </Icon>
  );
}

const links = [0, 30, 60, 90, 120, 150];

/** The mark: a round seal whose edge is a closed chain. */
export function Mark({ className }: { className: string }) {
  return (
    <svg viewBox="0 0 32 32" className={className} aria-hidden="true" focusable="false">
      <g fill="none" stroke="currentColor" strokeWidth="1.7">
        {links.map((angle) => (
          <g key={angle} transform={`rotate(${angle} 16 16)`}>
            <ellipse cx="16" cy="3.9" rx="3.9" ry="2.4" />
            <ellipse cx="16" cy="28.1" rx="3.9" ry="2.4" />
          </g>
        ))}
      </g>
      <path
        fill="currentColor"
        fillRule="evenodd"
        d="M16 8.2a7.8 7.8 0 1 1 0 15.6 7.8 7.8 0 0 1 0-15.6Zm3.9 4.6-5.3 6.1-2.7-2.4-1.2 1.4 4.1 3.6 6.6-7.5Z"
      />
    </svg>
  );
}
