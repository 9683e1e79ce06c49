// Judges PDFs by pdfcpu, strictly:  node pdfcpu.mjs PDFCPU.wasm FOLDER_FOR_ITS_SETTINGS FILE...
// It says "validation ok" of each that is; its status is 0 all the same.

import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import { WASI } from "node:wasi";

const [program, home, ...files] = process.argv.slice(2);
const wasi = new WASI({
  version: "preview1",
  env: { HOME: "/home" },
  preopens: { "/home": home, "/": "/" },
  args: ["pdfcpu", "validate", "-m", "strict", ...files.map((file) => resolve(file))],
  returnOnExit: true,
});
const module = await WebAssembly.compile(await readFile(program));
process.exitCode = wasi.start(await WebAssembly.instantiate(module, wasi.getImportObject()));
