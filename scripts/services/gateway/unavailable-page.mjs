/** What a browser shows while the service behind the gateway does not answer. It tries again by itself. */
export function unavailablePage() {
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark"><meta http-equiv="refresh" content="3"><title>Sealwright is starting</title>
<style>body{margin:0;min-height:100vh;display:grid;place-content:center;padding:1.5rem;font:16px/1.5 system-ui,sans-serif;background:Canvas;color:CanvasText}
main{max-width:30rem}h1{font-size:1.375rem;margin:0 0 .5rem}p{margin:0;opacity:.8}</style></head>
<body><main><h1>Sealwright is starting or has stopped</h1><p>The service behind this page does not answer yet. Nothing was lost. This page tries again every three seconds.</p></main></body></html>`;
}
