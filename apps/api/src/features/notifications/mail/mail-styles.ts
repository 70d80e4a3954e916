const sans = "Inter,-apple-system,'Segoe UI',Roboto,Helvetica,Arial,sans-serif";
const serif = "'Source Serif 4',Georgia,'Times New Roman',serif";
const mono = "'IBM Plex Mono',ui-monospace,Menlo,Consolas,monospace";

const light = {
  paper: '#f6f3ec',
  card: '#ffffff',
  ink: '#16213a',
  soft: '#566076',
  rule: '#e4dfd3',
  accent: '#0b6b6b',
  onAccent: '#ffffff',
};
const dark = {
  paper: '#0f1420',
  card: '#182032',
  ink: '#ece9e1',
  soft: '#a6afc0',
  rule: '#2d384f',
  accent: '#54bdb4',
  onAccent: '#04201e',
};

/** Inline styles of the light mail; the only ones every client honours. */
export const style = {
  body: `margin:0;padding:0;background:${light.paper};-webkit-text-size-adjust:100%`,
  preview:
    'display:none;max-height:0;overflow:hidden;opacity:0;font-size:1px;line-height:1px;color:transparent',
  outer: `background:${light.paper}`,
  gutter: 'padding:32px 16px',
  column: 'max-width:560px;table-layout:fixed',
  card: `background:${light.card};border:1px solid ${light.rule};border-radius:8px;padding:32px 28px;overflow-wrap:anywhere;word-break:break-word`,
  heading: `margin:0 0 12px;font:600 26px/1.25 ${serif};color:${light.ink}`,
  lead: `margin:0 0 24px;font:400 16px/1.55 ${sans};color:${light.ink}`,
  block: 'margin:0 0 20px',
  quote: `border-left:3px solid ${light.accent};padding:2px 0 2px 16px;font:400 15px/1.55 ${sans};color:${light.ink}`,
  quoteFrom: `font:600 13px/1.55 ${sans};color:${light.soft}`,
  buttonCell: `background:${light.accent};border-radius:6px`,
  button: `display:inline-block;padding:14px 28px;font:600 16px/1.25 ${sans};color:${light.onAccent};background:${light.accent};text-decoration:none;border-radius:6px`,
  under: `margin:0 0 24px;font:400 13px/1.55 ${sans};color:${light.soft}`,
  address: `font:400 12px/1.5 ${mono};color:${light.soft};text-decoration:underline;word-break:break-all`,
  facts: 'margin:0 0 20px;border-collapse:collapse',
  factLabel: `width:34%;padding:9px 12px 9px 0;border-top:1px solid ${light.rule};font:400 14px/1.45 ${sans};color:${light.soft}`,
  factValue: `padding:9px 0;border-top:1px solid ${light.rule};font:500 14px/1.45 ${sans};color:${light.ink}`,
  note: `margin:0 0 10px;font:400 13px/1.55 ${sans};color:${light.soft}`,
  footer: `padding:20px 28px 0;font:400 12px/1.6 ${sans};color:${light.soft};overflow-wrap:anywhere`,
} as const;

/** `!important` because the light colours are inline. `[data-ogsc]` is Outlook's own dark mode. */
export const darkStyles = [
  ':root{color-scheme:light dark;supported-color-schemes:light dark}',
  '@media (max-width:480px){.sw-card{padding:24px 18px!important}}',
  `@media (prefers-color-scheme:dark){${rules('')}}`,
  rules('[data-ogsc] '),
].join('');

function rules(prefix: string): string {
  return [
    `${prefix}.sw-paper{background:${dark.paper}!important}`,
    `${prefix}.sw-card{background:${dark.card}!important;border-color:${dark.rule}!important}`,
    `${prefix}.sw-ink,${prefix}.sw-quote{color:${dark.ink}!important}`,
    `${prefix}.sw-quote{border-color:${dark.accent}!important}`,
    `${prefix}.sw-soft{color:${dark.soft}!important}`,
    `${prefix}.sw-rule{border-color:${dark.rule}!important}`,
    `${prefix}.sw-button{background:${dark.accent}!important;color:${dark.onAccent}!important}`,
  ].join('');
}
