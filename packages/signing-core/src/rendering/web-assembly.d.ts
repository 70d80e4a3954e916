// What Node has and neither its types nor emscripten's tell: `lib.dom` would bring it together with a browser.
declare namespace WebAssembly {
  type Imports = object;
  type Exports = object;
  interface Instance {
    readonly exports: Exports;
  }
  function compile(bytes: Uint8Array<ArrayBuffer>): Promise<Module>;
  const Instance: new (module: Module, imports: Imports) => Instance;
}
