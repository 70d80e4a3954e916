const links = [0, 30, 60, 90, 120, 150];

/** The mark: a round seal whose edge is a closed chain. One colour, `currentColor`. */
export function Mark({ className }: { className?: string }) {
  return (
    <svg viewBox="0 0 32 32" className={className} aria-hidden="true">
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

/** Mark and name, as on letterhead. */
export function Wordmark() {
  return (
    <span className="inline-flex items-center gap-2">
      <Mark className="size-6 text-accent" />
      <span className="font-serif text-lg font-semibold tracking-tight">Sealwright</span>
    </span>
  );
}
