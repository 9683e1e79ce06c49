// Reads a PDF aloud with pdf.js, or fills its form.
//
//     node checking_pdfjs.mjs LIBRARY FILE                      prints [[kind, words], ...]
//     node checking_pdfjs.mjs LIBRARY FILE OUT '{"name": ...}'  saves a filled copy to OUT

import { readFile, writeFile } from "node:fs/promises";
import { pathToFileURL } from "node:url";

const [library, file, out, values] = process.argv.slice(2);
console.log = console.warn = () => {}; // pdf.js talks there of what only drawing needs
const { getDocument } = await import(pathToFileURL(library).href);
const data = new Uint8Array(await readFile(file));
const document = await getDocument({ data, verbosity: 0 }).promise;

/** The text of each marked-content sequence of a page, by its id. */
async function texts(page) {
  const found = new Map();
  const open = [];
  const { items } = await page.getTextContent({ includeMarkedContent: true });
  for (const item of items) {
    if (item.type === "beginMarkedContentProps" || item.type === "beginMarkedContent") {
      open.push(item.id ?? null);
    } else if (item.type === "endMarkedContent") {
      open.pop();
    } else {
      const id = open.findLast((each) => each !== null);
      found.set(id, (found.get(id) ?? "") + item.str);
    }
  }
  return found;
}

async function read(page) {
  const said = await texts(page);
  const annotations = new Map();
  for (const each of await page.getAnnotations()) {
    annotations.set(each.id, each);
  }
  const told = [];
  const walk = (node) => {
    if (node.type === "content") {
      told.push(["text", said.get(node.id) ?? ""]);
    } else if (node.type === "annotation") {
      const field = annotations.get(node.id.replace("pdfjs_internal_id_", ""));
      if (field?.subtype === "Widget") {
        told.push(["tip", field.alternativeText ?? ""]);
        told.push(["value", field.fieldType === "Tx" ? (field.fieldValue ?? "") : ""]);
      }
    } else if (node.alt) {
      told.push(["alt", node.alt]);
    } else {
      node.children?.forEach(walk);
    }
  };
  const tree = await page.getStructTree();
  if (tree) {
    walk(tree);
  }
  return told;
}

async function fill(wanted) {
  for (let number = 1; number <= document.numPages; number++) {
    const page = await document.getPage(number);
    for (const field of await page.getAnnotations()) {
      if (field.fieldName in wanted) {
        document.annotationStorage.setValue(field.id, { value: wanted[field.fieldName] });
      }
    }
  }
  await writeFile(out, await document.saveDocument());
}

const told = [];
if (out) {
  await fill(JSON.parse(values));
} else {
  for (let number = 1; number <= document.numPages; number++) {
    told.push(...(await read(await document.getPage(number))));
  }
}
process.stdout.write(JSON.stringify(told));
await document.destroy();
