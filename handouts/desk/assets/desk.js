// The desk: pictures that follow the form, printing, keys.  Everything is a plain form without this.
"use strict";

const one = (selector, within = document) => within.querySelector(selector);
const all = (selector, within = document) => [...within.querySelectorAll(selector)];
const SECONDS = 120;

document.documentElement.classList.add("scripted");

// --- what was typed or chosen before this ran -----------------------------------------------------

function isTyped(field) {
  if (field.matches("[type=radio], [type=checkbox]")) return field.checked !== field.defaultChecked;
  if (field.matches("select")) return all("option", field).some((each) => each.defaultSelected && !each.selected);
  return !field.matches("[type=color]") && field.value !== field.defaultValue; // a colour is written anew
}

document.addEventListener("DOMContentLoaded", () => {
  for (const field of all("input, select, textarea").filter(isTyped)) {
    field.dispatchEvent(new Event("input", { bubbles: true }));
  }
});

// --- parts of the page that follow from a form ----------------------------------------------------

// Puts each part of an answer in the place of the part of the same name; not once something newer
// was asked for.
async function exchange(html, signal) {
  const fresh = new DOMParser().parseFromString(html, "text/html");
  const parts = all("body > [id]", fresh).map((part) => document.importNode(part, true));
  const large = parts.map((part) => one("#large", part)).find(Boolean);
  if (large) {
    const picture = new Image();
    picture.src = large.src;
    await picture.decode().catch(() => {}); // the old one stays until the new one is there
  }
  if (signal?.aborted) return;
  for (const part of parts) {
    const old = document.getElementById(part.id);
    if (one("#next", part) && one("#done")) continue; // until the next side is chosen
    if (old && one("details[open]", old)) one("details", part)?.setAttribute("open", ""); // what is read stays
    if (!old || old.outerHTML === part.outerHTML) continue;
    const pressed = old.contains(document.activeElement) && document.activeElement.closest("button");
    old.replaceWith(part);
    if (pressed) all("button", part).find(({ value }) => value === pressed.value)?.focus({ preventScroll: true });
  }
  for (const field of all(":is(input, select, textarea)[aria-describedby]")) {
    const said = field.getAttribute("aria-describedby").split(" ").map((id) => document.getElementById(id));
    const wrong = said.some((node) => node && (node.matches(".wrong") ? node : one(".wrong", node))?.textContent);
    if (wrong) field.setAttribute("aria-invalid", "true");
    else field.removeAttribute("aria-invalid");
  }
  const draft = one("#proof")?.dataset.draft;
  if (draft === "true") document.body.dataset.words = "draft";
  else delete document.body.dataset.words;
}

function send(address, body) {
  return fetch(address, {
    method: "POST",
    headers: { "X-Part": "yes" },
    body: new URLSearchParams(body),
  });
}

const isStill = () => matchMedia("(prefers-reduced-motion: reduce)").matches;

let asking = null;
let waiting = 0;

let before = Promise.resolve(); // settled when the program has answered what was asked before

// Asks for what follows from the form as it is.  The program answers one after the other: while it does, no more
// than the newest waits, and nothing older is shown.
async function look(form) {
  clearTimeout(waiting);
  asking?.abort();
  const mine = (asking = new AbortController());
  await before;
  if (mine.signal.aborted) return;
  try {
    const asked = [...new FormData(form)].filter(([name]) => name !== "file" && name !== "password");
    const sent = send(form.dataset.look, asked);
    before = sent.catch(() => {});
    const answer = await sent;
    if (mine.signal.aborted || (!answer.ok && answer.status !== 422)) return;
    const html = await answer.text();
    await exchange(html, mine.signal);
  } catch {
    // Another change came first, or the program has ended, which the events say.
  }
}

const form = one("form[data-look]");

// A number in a box is typed over, not into.
document.addEventListener("focusin", ({ target }) => {
  if (target.matches(".dose input")) setTimeout(() => document.activeElement === target && target.select());
});

function follow(event) {
  if (event.target.type === "file") return;
  const typed = event.type === "input" && event.target.matches("input:not([type=radio], [type=checkbox]), textarea, [contenteditable]");
  clearTimeout(waiting);
  waiting = setTimeout(() => look(form), typed ? 100 : 0);
}

if (form) {
  form.addEventListener("input", follow);
  document.addEventListener("click", (event) => {
    const thumb = event.target.closest(".thumbs a");
    if (!thumb || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    for (const other of all(".thumbs a")) other.removeAttribute("aria-current");
    thumb.setAttribute("aria-current", "true");
    const large = one("#large");
    large.src = thumb.href;
    large.alt = thumb.dataset.page;
  });
  // Pictures are kept for two minutes.
  document.addEventListener("error", (event) => {
    if (event.target.matches?.("#proof img") && !document.body.dataset.lost) {
      if (event.target.dataset.again) return;
      event.target.dataset.again = "yes";
      look(form);
    }
  }, true);
}

// --- print ----------------------------------------------------------------------------------------

const visit = one("#visit");
let sent = null; // what was given: gone after two minutes
let going = 0;
let brought = null; // the side of what was brought back, and what had been done with it

const side = () => one("[name=side]:checked", visit)?.value;

function empty() {
  for (const box of visit.elements) {
    if (box.type === "radio" || box.type === "checkbox") box.checked = "usual" in box.dataset;
    else if (box.tagName === "SELECT") {
      for (const option of box.options) option.selected = "usual" in option.dataset;
    } else if ("usual" in box.dataset) box.value = box.dataset.usual;
  }
}

function forget() {
  clearTimeout(going);
  sent = null;
  sessionStorage.removeItem("sent");
  const done = one("#done");
  done?.remove();
  if (done && !side()) look(visit);
}

function fill(before) {
  for (const box of visit.elements) {
    if (box.type === "radio" || box.type === "checkbox") {
      box.checked = before.some(([name, value]) => name === box.name && value === box.value);
    } else if (box.name && box.name !== "token") {
      box.value = before.find(([name]) => name === box.name)?.[1] ?? "";
    }
  }
}

function button(words, action) {
  const made = document.createElement("button");
  made.type = "button";
  made.className = "button";
  made.textContent = words;
  made.dataset[action] = "";
  return made;
}

function panel(given, words) {
  const made = document.createElement("div");
  made.className = "sent panel";
  made.id = "done";
  made.setAttribute("role", "status");
  const heading = document.createElement("h2");
  heading.textContent = `✓ ${given.side.toUpperCase()} ${words}`;
  const cleared = document.createElement("p");
  cleared.textContent = "Cleared for the next patient. This is here for two minutes.";
  const chart = document.createElement("p");
  chart.className = "line";
  chart.textContent = given.line;
  const row = document.createElement("p");
  row.className = "row";
  const open = document.createElement("a");
  open.className = "button";
  open.href = given.pdf;
  open.target = "_blank";
  open.rel = "noopener";
  open.textContent = "Open the PDF";
  row.append(button("Copy for the chart", "chart"), button("Bring it back", "back"), open);
  made.append(heading, cleared, chart, row);
  return made;
}

// The browser's own dialogue where it can be asked for; else the PDF in a tab, or a link to it.
function toPrinter(address) {
  if (!navigator.pdfViewerEnabled) return open(address, "_blank") !== null;
  const frame = document.createElement("iframe");
  frame.className = "unseen"; // a frame that is not displayed would not load a PDF
  frame.tabIndex = -1;
  frame.title = "Printing";
  frame.src = address;
  frame.addEventListener("load", () => {
    const here = document.activeElement;
    try {
      frame.contentWindow.focus(); // Safari prints what has the focus
      frame.contentWindow.print();
    } catch {
      open(address, "_blank");
    }
    focus(); // else the next keys would be typed into the PDF
    here.focus({ preventScroll: true });
    setTimeout(() => frame.remove(), SECONDS * 1000);
  });
  for (const old of all("iframe")) old.remove();
  document.body.append(frame);
  return true;
}

let giving = false; // a second click of a double one gives nothing once more

async function give(address) {
  if (!side()) {
    one("#side-left").focus();
    return;
  }
  if (giving) return;
  giving = true;
  try {
    await given(address);
  } finally {
    giving = false;
  }
}

async function given(address) {
  let answer;
  try {
    answer = await send(address, [...new FormData(visit)]);
  } catch {
    lost();
    return;
  }
  if (answer.status === 422) {
    await exchange(await answer.text());
    one("[aria-invalid=true]")?.focus();
    return;
  }
  if (!answer.ok) {
    location.reload();
    return;
  }
  const set = await answer.json();
  if (address === "/save") {
    const link = document.createElement("a");
    link.href = `${set.pdf}?save`;
    link.download = "";
    link.click();
  }
  const printing = address === "/print" && toPrinter(set.pdf);
  forget();
  sent = set;
  brought = null;
  tear();
  empty();
  await look(visit);
  const words = address === "/save" ? "set saved" : printing ? "set sent to the printer" : "set is ready";
  show(set, remember(set.key, words));
  one("#side-left").focus({ preventScroll: true });
  one("#done").scrollIntoView({ block: "nearest", behavior: isStill() ? "instant" : "smooth" }); // on a phone
}

// The key says nothing of the patient; whoever comes back from another page gets the rest from the program.
function remember(key, words) {
  const kept = { key, words, until: Date.now() + SECONDS * 1000 };
  sessionStorage.setItem("sent", JSON.stringify(kept));
  return kept;
}

function show(given, { words, until }) {
  clearTimeout(going);
  sent = { ...given, words };
  going = setTimeout(forget, until - Date.now());
  one("#proof").replaceChildren(panel(given, words));
}

async function showAgain() {
  const kept = JSON.parse(sessionStorage.getItem("sent") ?? "null");
  if (!kept) return;
  if (location.pathname === "/back" && side()) bringing({ side: side(), words: kept.words });
  const answer = !side() && kept.until > Date.now() && (await fetch(`/sent/${kept.key}`));
  if (!answer?.ok || side()) sessionStorage.removeItem("sent");
  else if (!sent) show(await answer.json(), kept);
}

function bring() {
  if (!sent) return;
  const before = { side: sent.side, words: sent.words };
  fill(sent.fields);
  forget();
  bringing(before);
  look(visit);
}

function bringing(before) {
  brought = before;
  setTimeout(() => {
    if (brought !== before) return;
    brought = null;
    tear();
  }, SECONDS * 1000);
}

const NOT_ON_PAPER = {
  "set saved": "Delete the SIDE file.",
  "email made": "Delete the SIDE email.",
  "email sent": "The SIDE email has been sent.",
};

// Once the other side is chosen, what was given before is the wrong one.
function tear() {
  const isOther = brought && side() && side() !== brought.side;
  const what = isOther ? (NOT_ON_PAPER[brought.words] ?? "Tear up the SIDE sheets.") : "";
  one("#tear").textContent = what.replace("SIDE", brought?.side.toUpperCase());
}

function copy(card) {
  if (!card) return;
  const line = one(".line", card);
  const said = one("[data-chart]", card);
  if (said) said.style.minWidth = `${said.getBoundingClientRect().width}px`; // nothing beside it moves
  navigator.clipboard?.writeText(line.textContent).then(
    () => said && (said.textContent = "Copied"),
    () => getSelection().selectAllChildren(line),
  );
}

const typing = (node) => node.matches("input:not([type=radio], [type=checkbox]), textarea, select, [contenteditable=true]");
const keysAreOff = () => localStorage.getItem("keys") === "off";

function pressed(event) {
  if (event.ctrlKey || event.metaKey || event.altKey || event.repeat) return;
  if (keysAreOff() || typing(event.target)) return;
  const does = {
    l: () => one("#side-left").click(),
    r: () => one("#side-right").click(),
    p: () => side() && one("[data-print]").click(),
    e: () => side() && one("[data-email]").click(),
    z: bring,
    c: () => copy(one("#done")),
  }[event.key.toLowerCase()];
  if (!does) return;
  event.preventDefault();
  does();
}

if (visit) {
  visit.addEventListener("submit", (event) => {
    const address = event.submitter?.getAttribute("formaction") ?? "/print";
    const isOff = event.submitter?.getAttribute("aria-disabled") === "true";
    if (address === "/email" && side() && !isOff) return;
    event.preventDefault();
    if (address === "/email" && isOff) {
      one("[aria-invalid=true]", visit)?.focus();
      return;
    }
    if (!document.body.dataset.lost) give(address === "/email" ? "/print" : address);
  });
  visit.addEventListener("change", () => {
    if (side()) forget(); // the next patient
    tear();
  });
  document.addEventListener("click", (event) => {
    if (event.target.closest("[data-back]")) bring();
    if (event.target.closest("[data-blank]")) {
      for (const box of all(".dose input", visit)) box.value = "";
      look(visit);
    }
  });
  document.addEventListener("keydown", pressed);
  // A page that comes back out of the browser's memory must not bring a patient with it.
  addEventListener("pageshow", (event) => event.persisted && location.reload());
  showAgain().catch(lost);
}
document.addEventListener("click", ({ target }) => target.closest("[data-chart]") && copy(target.closest(".sent")));

// What is typed for an email is of a patient, too.
if (document.body.dataset.screen === "email") {
  setTimeout(() => location.replace("/"), SECONDS * 1000);
  const { key, done } = document.body.dataset;
  if (key) remember(key, done);
  one("#to")?.addEventListener("input", ({ target }) => {
    target.removeAttribute("aria-invalid");
    one("#wrong-email")?.replaceChildren();
  });
}

// --- approve --------------------------------------------------------------------------------------

const approving = one("[data-approve]");

// Approve is there once every change is ticked; the server asks the same.
function countRead() {
  const boxes = all("[name=read]", approving);
  const left = boxes.filter((box) => !box.checked);
  const button = one("[data-give]", approving);
  if (!button) return;
  const bar = one("progress", approving);
  if (bar) {
    bar.value = boxes.length - left.length;
    one("[data-read]", approving).textContent = `${bar.value} of ${boxes.length} read`;
  }
  button.setAttribute("aria-disabled", String(left.length > 0));
  const said = one("[data-left]", approving);
  said.replaceChildren();
  if (left.length) {
    const link = document.createElement("a");
    const heading = one("h2", left[0].closest("section"));
    link.href = `#${heading.id}`;
    link.textContent = heading.firstChild.textContent.trim();
    said.append(left.length === 1 ? "One part is still to be read: " : `${left.length} parts are still to be read, the first: `, link);
  }
}

if (approving) {
  approving.addEventListener("change", countRead);
  approving.addEventListener("submit", (event) => {
    if (one("[data-give]", approving).getAttribute("aria-disabled") !== "true") return;
    event.preventDefault();
    one("[name=read]:not(:checked)", approving).focus();
  });
  countRead();
  // The pages of the other side come into their place: what was ticked and typed stays.
  approving.addEventListener("click", async (event) => {
    const link = event.target.closest(".compare a.choice");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    try {
      const answer = await fetch(link.href);
      const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
      const pages = document.importNode(one(".compare", fresh), true);
      one(".compare", approving).replaceWith(pages);
      one("[name=pattern]", approving).value = one("[name=pattern]", fresh).value;
      one("a.choice[aria-current]", pages).focus({ preventScroll: true });
    } catch {
      lost();
    }
  });
}

// --- help -----------------------------------------------------------------------------------------

const keysOff = one("#keys-off");
if (keysOff) {
  keysOff.checked = keysAreOff();
  keysOff.addEventListener("change", () => localStorage.setItem("keys", keysOff.checked ? "off" : "on"));
}

// --- clinic ---------------------------------------------------------------------------------------

for (const pick of all("input[type=color]")) {
  const text = document.getElementById(pick.dataset.of);
  pick.addEventListener("input", () => {
    text.value = pick.value.toUpperCase();
  });
  text.addEventListener("input", () => {
    if (/^#[0-9a-f]{6}$/i.test(text.value)) pick.value = text.value;
  });
}
document.addEventListener("click", (event) => {
  const nearest = event.target.closest("[data-nearest]");
  if (!nearest || !form) return;
  event.preventDefault();
  const text = document.getElementById(nearest.dataset.of);
  text.value = nearest.dataset.nearest;
  text.dispatchEvent(new Event("input", { bubbles: true }));
  text.focus();
});

// --- what the program says ------------------------------------------------------------------------

function say(phase, text, progress) {
  one("#state").className = `state ${phase}`;
  if (one("#status").textContent !== text) one("#status").textContent = text;
  one("#progress").textContent = progress;
}

function lost() {
  document.body.dataset.lost = "yes";
  say("lost", "The program has ended. Start it again.", "");
}

if (one("#state") && !("live" in document.body.dataset) && !["stopped", "first"].includes(document.body.dataset.screen)) {
  const events = new EventSource("/events");
  let seen = "";
  events.addEventListener("status", (event) => {
    const { phase, text, progress } = JSON.parse(event.data);
    delete document.body.dataset.lost;
    say(phase, text, progress);
  });
  events.addEventListener("page", (event) => {
    if (seen && seen !== event.data && visit && side()) look(visit); // the words have changed
    seen = event.data;
  });
  events.addEventListener("error", lost);
}
if (document.body.dataset.screen === "stopped") say("lost", "Stopped", "");
