/** The inbox's own sheet: system fonts, nothing loaded, light and dark by the reader's setting. */
export const STYLE = `
:root { --ground: #f7f7f5; --card: #fff; --ink: #1b1d22; --muted: #61656f; --line: #e2e2de; --accent: #1f4fd8; }
@media (prefers-color-scheme: dark) {
  :root { --ground: #131417; --card: #1b1d21; --ink: #ececea; --muted: #9a9da6; --line: #2c2f35; --accent: #8fb0ff; }
}
* { box-sizing: border-box; }
body { margin: 0; background: var(--ground); color: var(--ink); font: 15px/1.5 system-ui, sans-serif; }
main { max-width: 60rem; margin: 0 auto; padding: 1.5rem 1rem 4rem; }
h1 { margin: 0; font-size: 1.375rem; line-height: 1.3; letter-spacing: -0.01em; overflow-wrap: anywhere; }
h1 small { color: var(--muted); font-size: 0.875rem; font-weight: 400; font-variant-numeric: tabular-nums; }
.bar { display: flex; gap: 0.75rem; align-items: center; justify-content: space-between; margin-bottom: 1rem; flex-wrap: wrap; }
input { font: inherit; color: inherit; background: var(--card); border: 1px solid var(--line); border-radius: 0.5rem; padding: 0.5rem 0.75rem; width: min(22rem, 100%); min-height: 2.75rem; }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
.mails { list-style: none; margin: 0; padding: 0; background: var(--card); border: 1px solid var(--line); border-radius: 0.75rem; overflow: hidden; }
.mails li + li { border-top: 1px solid var(--line); }
.mails a { display: grid; grid-template-columns: 15rem 1fr auto; gap: 1rem; padding: 0.75rem 1rem; color: inherit; text-decoration: none; }
.mails a:hover { background: color-mix(in srgb, var(--accent) 7%, transparent); }
.mails a:focus-visible { outline-offset: -2px; }
.mails span { overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
.to, time, dt, .empty { color: var(--muted); }
.subject { font-weight: 500; }
time { font-variant-numeric: tabular-nums; }
.empty { padding: 4rem 1rem; text-align: center; }
.button { display: inline-flex; align-items: center; min-height: 2.75rem; padding: 0 1rem; border: 1px solid var(--line); border-radius: 0.5rem; background: var(--card); color: inherit; text-decoration: none; }
.pager, .attachments { display: flex; gap: 0.75rem; margin: 1rem 0 0; flex-wrap: wrap; }
article { background: var(--card); border: 1px solid var(--line); border-radius: 0.75rem; padding: 1.5rem; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: 0.25rem 1rem; margin: 1rem 0 0; }
dd { margin: 0; overflow-wrap: anywhere; }
iframe { width: 100%; height: min(48rem, 75vh); margin: 1.25rem 0 0; border: 1px solid var(--line); border-radius: 0.5rem; background: #fff; }
details { margin-top: 1.25rem; }
summary { cursor: pointer; min-height: 2.75rem; display: flex; align-items: center; }
pre { margin: 0; white-space: pre-wrap; overflow-wrap: anywhere; font: 13px/1.6 ui-monospace, monospace; }
@media (max-width: 40rem) {
  .mails a { grid-template-columns: 1fr auto; gap: 0 1rem; }
  .subject { grid-column: 1; grid-row: 1; }
  .to { grid-column: 1; grid-row: 2; }
  article { padding: 1rem; }
}
`;
