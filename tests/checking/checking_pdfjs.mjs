// Reads PDFs aloud with pdf.js, or fills the form of one.
//
//     node checking_pdfjs.mjs LIBRARY read FILE...                   prints [[kind, words], ...] of each
//     node checking_pdfjs.mjs LIBRARY fill FILE OUT '{"name": ...}'  saves a filled copy to OUT

import { readFile, writeFile } from "node:fs/promises";
import { pathToFileURL } from "node:url";

const [library, task, ...given] = process.argv.slice(2);
console.log = console.warn = () => {}; // pdf.js talks there of what only drawing needs
const { getDocument } = await import(pathToFileURL(library).href);

async function opened(file) {
  const data = new Uint8Array(await readFile(file));
  return getDocument({ data, verbosity: 0 }).promise;
}

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

async function fill(document, wanted) {
  for (let number = 1; number <= document.numPages; number++) {
    const page = await document.getPage(number);
    for (const field of await page.getAnnotations()) {
      if (field.fieldName in wanted) {
        document.annotationStorage.setValue(field.id, { value: wanted[field.fieldName] });
      }
    }
  }
  return document.saveDocument();
}

if (task === "fill") {
  const [file, out, values] = given;
  const document = await opened(file);
  await writeFile(out, await fill(document, JSON.parse(values)));
  await document.destroy();
} else {
  const all = [];
  for (const file of given) {
    const document = await opened(file);
    const told = [];
    for (let number = 1; number <= document.numPages; number++) {
      told.push(...(await read(await document.getPage(number))));
    }
    all.push(told);
    await document.destroy();
  }
  process.stdout.write(JSON.stringify(all));
}
