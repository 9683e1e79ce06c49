// Words: fixed words as chips, drafts that save themselves.  Without this, the text boxes do.
"use strict";

const writing = one("[data-words]");
const VARIABLE = /(\{\{[^{}\n]*\}\}|!\[[^\]\n]*\]\((?:<[^>\n]*>|[^()<>\s]+)\))/; // and pictures
const OWN = /^!\[(.+)\]\(<?(.+?)>?\)$/; // a picture of the clinic's own
const MARK = /^(\s*(?:[-*+]|\d+[.)])[ \t]+)/;
const SAVE_AFTER = 1000; // ms without a key
const labels = JSON.parse(one("[data-labels]")?.dataset.labels ?? "{}");
for (const chip of all("[data-chip]")) labels[chip.dataset.chip] ??= chip.textContent.trim();

// --- text <-> what is seen ------------------------------------------------------------------------

function token(raw) {
  const made = document.createElement("span");
  made.className = "token";
  made.contentEditable = "false";
  made.dataset.raw = raw;
  const own = OWN.exec(raw);
  if (own) made.classList.add("own");
  made.textContent = own ? `${own[2]}: ${own[1]}` : labels[raw] ?? raw.replace(/[{}![\]()]/g, "").trim();
  return made;
}

function inline(parent, text) {
  for (const [at, piece] of text.split(VARIABLE).entries()) {
    if (at % 2) parent.append(token(piece));
    else if (piece) parent.append(piece);
  }
}

function lineOf(text) {
  const made = document.createElement("div");
  const mark = MARK.exec(text)?.[1] ?? "";
  if (mark) made.dataset.mark = mark;
  for (const [at, piece] of text.slice(mark.length).split("**").entries()) {
    if (!piece) continue;
    const into = at % 2 ? document.createElement("b") : made;
    inline(into, piece);
    if (into !== made) made.append(into);
  }
  if (!made.hasChildNodes()) made.append(document.createElement("br"));
  return made;
}

function raw(node) {
  if (node.nodeType === Node.TEXT_NODE) return node.data.replaceAll("\n", " ");
  if (node.dataset?.raw) return node.dataset.raw;
  const inside = [...node.childNodes].map(raw).join("");
  const bold = node.matches("b, strong") && inside.trim();
  if (!bold) return inside;
  const [, before, words, after] = /^(\s*)(.*?)(\s*)$/s.exec(inside);
  return `${before}**${words}**${after}`;
}

// The text that an editor shows.
function text(editor) {
  const lines = [];
  let loose = ""; // what is not in a line of its own
  for (const node of editor.childNodes) {
    if (node.nodeName !== "DIV" && node.nodeName !== "P") {
      loose += raw(node);
      continue;
    }
    if (loose) lines.push(loose);
    loose = "";
    lines.push((node.dataset.mark ?? "") + raw(node));
  }
  if (loose) lines.push(loose);
  return lines.join("\n").replaceAll("****", "");
}

const isOneLine = (box) => box.tagName === "INPUT";

function show(box) {
  const editor = document.getElementById(`${box.id}-editor`);
  if (isOneLine(box)) {
    editor.replaceChildren();
    inline(editor, box.value);
  } else editor.replaceChildren(...box.value.split("\n").map(lineOf));
  return editor;
}

function read(editor, box) {
  return isOneLine(box) ? raw(editor).replaceAll("\n", " ") : text(editor);
}

function begin(box) {
  const editor = document.createElement("div");
  editor.id = `${box.id}-editor`;
  editor.className = `editor${isOneLine(box) ? " oneline" : ""}`;
  editor.contentEditable = "true";
  editor.lang = box.lang;
  editor.spellcheck = true;
  editor.setAttribute("role", "textbox");
  editor.setAttribute("aria-multiline", String(!isOneLine(box)));
  editor.setAttribute("aria-label", one(`label[for="${box.id}"]`).textContent.trim());
  editor.setAttribute("aria-describedby", "hints");
  box.after(editor);
  show(box);
  if (read(editor, box) !== box.value) {
    editor.remove(); // what chips cannot show as it stands is left as text
    return null;
  }
  box.hidden = true;
  editor.addEventListener("input", () => {
    box.value = read(editor, box);
  });
  editor.addEventListener("keydown", (event) => keyed(event, editor, box));
  editor.addEventListener("paste", (event) => {
    event.preventDefault();
    const copied = event.clipboardData.getData("text/plain");
    const pasted = copied.replaceAll("\u00a0", " ").replace(/^[ \t]*[•·▪◦‣][ \t]+/gm, "- "); // as word processors write them
    document.execCommand("insertText", false, isOneLine(box) ? pasted.replace(/\s+/g, " ") : pasted);
  });
  editor.addEventListener("drop", (event) => event.preventDefault());
  // A caret within fixed words could write nothing.
  editor.addEventListener("click", (event) => {
    const chip = event.target.closest(".token");
    if (chip) caretAfter(chip);
  });
  return editor;
}

// --- keys and tools -------------------------------------------------------------------------------

function lineAt(editor) {
  let node = getSelection().anchorNode;
  while (node && node.parentNode !== editor) node = node.parentNode;
  return node?.nodeName === "DIV" ? node : null;
}

const changed = (editor) => editor.dispatchEvent(new Event("input", { bubbles: true }));

function keyed(event, editor, box) {
  if (event.key === "Enter" && isOneLine(box)) {
    event.preventDefault();
    return;
  }
  const here = lineAt(editor);
  if (!here?.dataset.mark) return;
  const isEmpty = !raw(here).trim();
  const selected = getSelection();
  const before = document.createRange();
  before.selectNodeContents(here);
  before.setEnd(selected.anchorNode, selected.anchorOffset);
  const isAtStart = selected.isCollapsed && !before.toString();
  if ((event.key === "Enter" && isEmpty) || (event.key === "Backspace" && isAtStart)) {
    event.preventDefault();
    delete here.dataset.mark;
    changed(editor);
  }
}

let last = null; // the editor that was written in
let caret = null; // where it was in the words

document.addEventListener("selectionchange", () => {
  const selected = getSelection();
  if (selected.anchorNode?.parentElement?.closest(".editor:not(.oneline)")) caret = selected.getRangeAt(0).cloneRange();
});

function caretAfter(node) {
  const range = document.createRange();
  range.setStartAfter(node);
  const selected = getSelection();
  selected.removeAllRanges();
  selected.addRange(range);
}

function insert(chip, ownLine) {
  const editor = (!ownLine && last) || one(".editor:not(.oneline)");
  if (!editor) {
    const box = one("#words");
    box.setRangeText(chip, box.selectionStart, box.selectionEnd, "end");
    box.dispatchEvent(new Event("input", { bubbles: true }));
    box.focus();
    return;
  }
  const selected = getSelection();
  if (!editor.contains(selected.anchorNode) && caret && editor.contains(caret.startContainer)) {
    selected.removeAllRanges();
    selected.addRange(caret);
  } else if (!editor.contains(selected.anchorNode)) {
    selected.selectAllChildren(editor.lastChild ?? editor);
    selected.collapseToEnd();
  }
  const made = token(chip);
  const here = ownLine && lineAt(editor);
  if (here) {
    const alone = document.createElement("div");
    const before = lineOf("");
    const after = lineOf("");
    alone.append(made);
    here.after(before, alone, lineOf(""), after);
    editor.focus();
    selected.setPosition(after, 0);
    changed(editor);
    return;
  }
  const range = selected.getRangeAt(0);
  range.deleteContents();
  range.insertNode(made);
  editor.focus();
  caretAfter(made);
  changed(editor);
}

function list(mark) {
  const editor = one(".editor:not(.oneline)");
  const here = editor && lineAt(editor);
  if (!here) return;
  const chosen = all(":scope > div", editor).filter((each) => getSelection().containsNode(each, true) || each === here);
  const off = chosen.every((each) => each.dataset.mark === mark);
  for (const each of chosen) {
    if (off) delete each.dataset.mark;
    else each.dataset.mark = mark;
  }
  changed(editor);
}

// --- drafts ---------------------------------------------------------------------------------------

let savedText = "";
let saving = 0;
let isSaving = false;

const OF_PICTURES = ["picture", "file", "alt"]; // which are none of the words
const fields = () => [...new FormData(writing)].filter(([name]) => !OF_PICTURES.includes(name));
const now = () => JSON.stringify(fields().filter(([name]) => name !== "base"));

async function save({ keepalive = false } = {}) {
  clearTimeout(saving);
  const text = now();
  if (text === savedText || isSaving || !one("#conflict")) return;
  if (one("#conflict").childElementCount) return;
  isSaving = true;
  try {
    const answer = await fetch(writing.getAttribute("action"), {
      method: "POST",
      headers: { "X-Part": "yes" },
      body: new URLSearchParams(fields()),
      keepalive,
    });
    if (answer.ok) {
      savedText = text;
      sessionStorage.removeItem("unsaved");
    }
    if (answer.ok || answer.status === 409 || answer.status === 500) await exchange(await answer.text());
  } catch {
    lost(); // what was typed stays on the page
  } finally {
    isSaving = false;
  }
  if (now() !== text) saving = setTimeout(save, SAVE_AFTER);
}

// What is saved as the page goes may come after the same page is asked for anew: it is kept in the tab, too.
function leave() {
  if (now() === savedText) return;
  const typed = fields().filter(([name]) => name !== "token");
  sessionStorage.setItem("unsaved", JSON.stringify([location.pathname, typed]));
  save({ keepalive: true });
}

// Puts in again what was typed last, unless it is saved, or somebody has saved something since.
function goOn() {
  const [address, typed] = JSON.parse(sessionStorage.getItem("unsaved") ?? "[]");
  sessionStorage.removeItem("unsaved");
  const values = new Map(typed);
  if (address !== location.pathname || values.get("base") !== one("#base").value) return;
  for (const [name, value] of values) {
    const box = writing.elements[name];
    if (box && box.type !== "hidden") box.value = value;
  }
}

// Takes in a picture of the clinic's own, and puts it where the caret was.
async function place() {
  const form = new FormData();
  for (const name of ["token", ...OF_PICTURES]) {
    const value = new FormData(writing).get(name);
    if (value !== null) form.append(name, value);
  }
  const address = `${writing.getAttribute("action")}/picture`;
  try {
    const answer = await fetch(address, { method: "POST", headers: { "X-Part": "yes" }, body: form });
    if (answer.ok || answer.status === 422) await exchange(await answer.text());
    else one("#wrong-own").textContent = "The file is larger than 1 MB. Make it smaller.";
  } catch {
    lost();
    return;
  }
  const { line } = one("#wrong-own").dataset;
  if (!line) return;
  one("#own").open = false;
  one("#file").value = one("#alt").value = "";
  insert(line, true);
}

if (writing) {
  goOn();
  savedText = all("input, textarea", writing).some(isTyped) ? "" : now();
  for (const box of all("[data-chips]")) begin(box);
  const list = one("#partlist"); // a box that scrolls on a narrow screen
  list.scrollTop = one("[aria-current]", list)?.offsetTop - list.offsetTop - 60;
  writing.addEventListener("focusin", (event) => {
    if (event.target.matches(".editor")) last = event.target;
  });
  writing.addEventListener("input", (event) => {
    if (event.target.closest("#own")) return;
    one("[data-send]").disabled = false; // sending saves first
    clearTimeout(saving);
    saving = setTimeout(save, SAVE_AFTER);
  });
  document.addEventListener("mousedown", (event) => {
    if (event.target.closest("[data-bold], [data-list], [data-chip]")) event.preventDefault(); // keeps the caret
  });
  document.addEventListener("click", (event) => {
    const chip = event.target.closest("[data-chip]");
    if (chip) {
      insert(chip.dataset.chip, "ownLine" in chip.dataset);
      chip.closest("details").open = false;
    }
    if (event.target.closest("[data-bold]")) document.execCommand("bold");
    const marked = event.target.closest("[data-list]");
    if (marked) list(marked.dataset.list);
  });
  document.addEventListener("keydown", (event) => {
    if (!(event.ctrlKey || event.metaKey) || event.altKey) return;
    if (event.key === "s") {
      event.preventDefault();
      save();
    } else if (event.key === "Enter") {
      event.preventDefault();
      one("[data-send]").click();
    }
  });
  addEventListener("visibilitychange", () => document.visibilityState === "hidden" && leave());
  writing.addEventListener("submit", (event) => {
    if (event.submitter?.matches("[data-place]")) {
      event.preventDefault();
      place();
    } else clearTimeout(saving);
  });
  one("#alt")?.addEventListener("keydown", (event) => {
    if (event.key !== "Enter") return;
    event.preventDefault();
    place();
  });
  // A link to another part takes what was typed along.
  document.addEventListener("click", async (event) => {
    const link = event.target.closest("a[href^='/']");
    if (!link || link.target || event.defaultPrevented || now() === savedText || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    await save();
    if (now() === savedText) location.href = link.href.baseVal ?? link.href;
  });
}
