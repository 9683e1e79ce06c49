// Lighthouse's judgement of how accessible web pages are, in the light and in the dark: names each page
// that has not 100 and what it lacks, and ends with 1 if there is one.
//   CHROME_PATH=chromium node lighthouse.mjs NODE_MODULES PAGE.html...

import { resolve } from "node:path";
import { pathToFileURL } from "node:url";

const [modules, ...pages] = process.argv.slice(2);
const load = (path) => import(pathToFileURL(resolve(modules, path)));
const { snapshot } = await load("lighthouse/core/index.js");
const { launch } = await load("puppeteer-core/lib/esm/puppeteer/puppeteer-core.js");

const browser = await launch({ executablePath: process.env.CHROME_PATH, args: ["--no-sandbox"] });
const tab = await browser.newPage();
let faults = 0;
for (const page of pages) {
  await tab.goto(pathToFileURL(resolve(page)).href);
  for (const scheme of ["light", "dark"]) {
    await tab.emulateMediaFeatures([{ name: "prefers-color-scheme", value: scheme }]);
    const { lhr } = await snapshot(tab, { config: { extends: "lighthouse:default", settings: { onlyCategories: ["accessibility"] } } });
    const { score, auditRefs } = lhr.categories.accessibility;
    if (score === 1) continue;
    const lacks = auditRefs.filter(({ id }) => lhr.audits[id].score === 0).map(({ id }) => id);
    console.error(`Lighthouse gives ${page} ${score} of 1 in the ${scheme}: ${lacks.join(", ")}`);
    faults += 1;
  }
}
await browser.close();
process.exitCode = faults ? 1 : 0;
