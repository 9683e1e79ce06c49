// Reads PDFs whole with pdf.js, as Firefox does, and fails on its first warning:
//   node pdfjs_warnings.mjs NODE_MODULES FILE...

import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";

const [modules, ...files] = process.argv.slice(2);
const root = resolve(modules, "pdfjs-dist");
const warnings = [];
console.warn = console.log = (...words) => warnings.push(words.join(" "));
const { getDocument, VerbosityLevel } = await import(
  pathToFileURL(`${root}/legacy/build/pdf.mjs`).href
);
warnings.length = 0; // it misses a canvas, which nothing is drawn on here
const standardFontDataUrl = `${root}/standard_fonts/`;
for (const file of files) {
  const data = new Uint8Array(await readFile(file));
  const verbosity = VerbosityLevel.WARNINGS;
  const loading = getDocument({ data, verbosity, standardFontDataUrl, stopAtErrors: true });
  const document = await loading.promise;
  await Promise.all([document.getFieldObjects(), document.getOutline(), document.getMetadata()]);
  for (let number = 1; number <= document.numPages; number += 1) {
    const page = await document.getPage(number);
    await page.getOperatorList();
    await page.getAnnotations();
    await page.getStructTree();
    await page.getTextContent();
  }
  await document.destroy();
  if (warnings.length) {
    console.error(`pdf.js finds fault with ${file}: ${warnings[0]}`);
    process.exit(1);
  }
}
