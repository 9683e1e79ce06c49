// Draws a page with pdf.js:  node render_with_pdfjs.mjs NODE_MODULES FILE PAGE PICTURE

import { createRequire } from "node:module";
import { readFile, writeFile } from "node:fs/promises";
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";

const [modules, file, number, picture] = process.argv.slice(2);
const root = resolve(modules);
const { createCanvas, DOMMatrix, ImageData, Path2D } = createRequire(`${root}/`)("@napi-rs/canvas");
Object.assign(globalThis, { DOMMatrix, ImageData, Path2D });
const library = `${root}/pdfjs-dist/legacy/build/pdf.mjs`;
const { getDocument } = await import(pathToFileURL(library).href);
const data = new Uint8Array(await readFile(file));
const fonts = `${root}/pdfjs-dist/standard_fonts/`;
const document = await getDocument({ data, verbosity: 0, standardFontDataUrl: fonts }).promise;
const page = await document.getPage(Number(number));
const viewport = page.getViewport({ scale: 2 });
const canvas = createCanvas(Math.round(viewport.width), Math.round(viewport.height));
await page.render({ canvasContext: canvas.getContext("2d"), canvas: null, viewport }).promise;
await writeFile(picture, canvas.toBuffer("image/png"));
await document.destroy();
