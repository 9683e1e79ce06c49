// The gallery: filters, printing and, where it is served live, what changed.
// Without this script everything is shown, and opens and downloads all the same.
"use strict";

const all = (selector, within = document) => [...within.querySelectorAll(selector)];
const one = (id) => document.getElementById(id);

// --- filters: kept in the address, so that they outlive a reload --------------------------------

const filters = one("filters");

function fits(card, chosen) {
  return chosen.every(([name, value]) => {
    const own = card.dataset[name];
    // What is the same for every pattern belongs to each of them.
    return own === value || (name === "pattern" && own === "");
  });
}

function applyFilters() {
  const chosen = [...new FormData(filters)].filter(([, value]) => value);
  const cards = all(".card");
  for (const card of cards) card.hidden = !fits(card, chosen);
  for (const section of all("#sections > section")) {
    section.hidden = !section.querySelector(".card:not([hidden])");
  }
  const shown = cards.filter((card) => !card.hidden).length;
  const said = shown === cards.length ? `${shown} shown` : `${shown} of ${cards.length} shown`;
  if (one("count").textContent !== said) one("count").textContent = said;
  const query = new URLSearchParams(chosen).toString();
  try {
    history.replaceState(null, "", (query ? `?${query}` : location.pathname) + location.hash);
  } catch {
    // Some browsers do not let a file change its address.
  }
}

// Fills the choices anew, where there are others; what is chosen stays, if it is still there.
function refreshFilters(next) {
  for (const select of all("select", filters)) {
    const fresh = next.getElementById(select.id);
    if (written(select) === written(fresh)) continue;
    const { value } = select;
    select.replaceChildren(...fresh.childNodes);
    select.value = all("option", select).some((option) => option.value === value) ? value : "";
  }
}

function startFilters() {
  const asked = new URLSearchParams(location.search);
  for (const select of all("select", filters)) {
    const value = asked.get(select.name);
    if (value !== null && all("option", select).some((option) => option.value === value)) {
      select.value = value;
    }
  }
  filters.hidden = false;
  filters.addEventListener("change", applyFilters);
  filters.addEventListener("submit", (event) => event.preventDefault());
  filters.addEventListener("reset", () => setTimeout(applyFilters));
  applyFilters();
}

// --- print: the browser's own dialogue where it can be asked for, else the PDF in a tab ----------

function print(url) {
  const frame = document.createElement("iframe");
  frame.className = "quiet"; // a frame that is not displayed would not load a PDF
  frame.tabIndex = -1;
  frame.title = "Printing";
  frame.src = url;
  frame.addEventListener("load", () => {
    try {
      frame.contentWindow.focus();
      frame.contentWindow.print();
    } catch {
      window.open(url, "_blank", "noopener");
    }
  });
  for (const old of all("iframe")) old.remove();
  document.body.append(frame);
}

document.addEventListener("click", (event) => {
  const link = event.target.closest("a[data-print]");
  const plain = !event.ctrlKey && !event.metaKey && !event.shiftKey;
  if (link && plain && location.protocol !== "file:" && navigator.pdfViewerEnabled) {
    event.preventDefault();
    print(link.href);
  }
});

// --- live: what is on screen is told to the server, and what has changed comes from there -------

const client = Math.random().toString(36).slice(2);
const onScreen = new Set();
let telling;

function tellVisible() {
  clearTimeout(telling);
  telling = setTimeout(() => {
    const paths = all(".card").filter((card) => onScreen.has(card)).map((c) => c.dataset.path);
    fetch("/visible", {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ client, paths, token: document.body.dataset.token }),
    }).catch(() => {});
  }, 150);
}

const observer = new IntersectionObserver((entries) => {
  for (const { target, isIntersecting } of entries) {
    if (isIntersecting) onScreen.add(target);
    else onScreen.delete(target);
  }
  tellVisible();
});

function observe() {
  for (const card of [...onScreen]) if (!card.isConnected) onScreen.delete(card);
  observer.disconnect();
  for (const card of all(".card")) observer.observe(card);
}

const picturesOf = (node) => all("img", node).map((image) => image.getAttribute("src")).join();

// Loads new pictures before they are shown: the old ones stay meanwhile.
async function loaded(fresh, old) {
  if (!onScreen.has(old) || picturesOf(fresh) === picturesOf(old)) return;
  const pictures = all("img", fresh).map((image) => {
    const picture = new Image();
    picture.src = image.src;
    image.loading = "eager";
    return picture.decode().catch(() => {});
  });
  await Promise.all(pictures);
}

// What the server wrote; the state of filters and loading is ours.
function written(node) {
  const copy = node.cloneNode(true);
  for (const each of [copy, ...all("*", copy)]) each.removeAttribute("hidden");
  for (const image of all("img", copy)) image.loading = "lazy";
  for (const details of all("details", copy)) details.removeAttribute("open");
  return copy.outerHTML;
}

async function morph(next) {
  const outline = (page) => all(".card, #sections > section", page).map((n) => n.id).join();
  if (outline(document) === outline(next)) {
    const pairs = all(".card")
      .map((old) => [old, next.getElementById(old.id)])
      .filter(([old, fresh]) => written(old) !== written(fresh))
      .map(([old, fresh]) => [old, document.importNode(fresh, true)]);
    await Promise.all(pairs.map(([old, fresh]) => loaded(fresh, old)));
    return pairs;
  }
  return [[one("sections"), document.importNode(next.getElementById("sections"), true)]];
}

// What is being looked at: of the cards on screen, the one that is nearest to its middle.
function lookedAt() {
  const middle = innerHeight / 2;
  let [found, least] = [null, middle];
  // Looked up now: what was swapped just before is not yet known to be on screen.
  for (const card of all(".card:not([hidden])")) {
    const { top, bottom } = card.getBoundingClientRect();
    const away = Math.max(top - middle, middle - bottom, 0);
    if (bottom > top && away < least) [found, least] = [card, away];
  }
  return found;
}

// Changes the page without moving what is being looked at, or the keyboard's place.
function swap(messages, pairs) {
  const key = document.activeElement?.dataset?.key ?? document.activeElement?.id;
  const held = lookedAt();
  const before = held?.getBoundingClientRect().top;
  // The elements stay, so that screen readers notice what comes into them.
  for (const [old, fresh] of messages) old.replaceChildren(...fresh.childNodes);
  for (const [old, fresh] of pairs) old.replaceWith(fresh);
  applyFilters();
  const now = held && one(held.id);
  if (now && scrollY > 0) scrollBy({ top: now.getBoundingClientRect().top - before, behavior: "instant" });
  if (key && !document.activeElement?.matches("a, select, button, section, main")) {
    const again = all("[data-key]").find((link) => link.dataset.key === key) ?? one(key);
    again?.focus({ preventScroll: true });
  }
  observe();
}

let refreshing = false;
let wanted = false;

async function refresh() {
  wanted = true;
  if (refreshing) return;
  refreshing = true;
  while (wanted) {
    wanted = false;
    try {
      const answer = await fetch(location.pathname, { cache: "no-store" });
      const next = new DOMParser().parseFromString(await answer.text(), "text/html");
      const pairs = await morph(next);
      const messages = ["receipt", "warnings", "problems"]
        .map((id) => [one(id), next.getElementById(id)])
        .filter(([old, fresh]) => written(old) !== written(fresh));
      refreshFilters(next);
      swap(messages, pairs);
      document.title = next.title;
      document.body.dataset.live = next.body.dataset.live;
      // How far the program is comes by events alone: what this page says of it is older.
    } catch {
      break; // the stream of events says that the server has gone
    }
  }
  refreshing = false;
}

function say(phase, text, progress) {
  one("state").className = `state ${phase}`;
  // What is said aloud changes seldom; how far it is changes often.
  if (one("status").textContent !== text) one("status").textContent = text;
  one("progress").textContent = progress;
}

function startLive() {
  const events = new EventSource("/events");
  events.addEventListener("status", (event) => {
    const { phase, text, progress } = JSON.parse(event.data);
    say(phase, text, progress);
  });
  events.addEventListener("page", (event) => {
    if (event.data !== document.body.dataset.live) refresh();
  });
  events.addEventListener("open", tellVisible);
  events.addEventListener("error", () => {
    say("lost", "The program has ended. Start it again.", "");
  });
  observe();
}

if (filters) startFilters();
if ("live" in document.body.dataset) startLive();
