// Building elements. Text only ever enters the page as text nodes: nothing here, or anywhere in these scripts,
// parses a string as markup.

const byId = (id) => document.getElementById(id);

/** An element with attributes, `on...` listeners and children; strings become text, null and false nothing. */
function el(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  setAttributes(element, attributes);
  appendAll(element, children);
  return element;
}

// One by one: to gather them first takes longer than to append them.
function appendAll(element, children) {
  for (const child of children)
    if (Array.isArray(child)) appendAll(element, child);
    else if (child !== null && child !== false && child !== undefined) element.append(child);
}

const SVG = "http://www.w3.org/2000/svg";

function svg(tag, attributes = {}, ...children) {
  const element = document.createElementNS(SVG, tag);
  setAttributes(element, attributes);
  element.append(...children);
  return element;
}

function setAttributes(element, attributes) {
  for (const name in attributes) {
    const value = attributes[name];
    if (value === null || value === undefined || value === false) continue;
    if (typeof value === "function") element.addEventListener(name.slice(2), value);
    else element.setAttribute(name, value === true ? "" : value);
  }
}

/** Text from an article, set apart so that a right-to-left override in it cannot turn round what follows. */
const said = (text) => el("bdi", {}, visible(text));

/** Control characters made visible: they would vanish or, in a name, help one actor pass for another. */
function visible(text) {
  return String(text).replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]/g, "\ufffd");
}

/** A name for one line: also without line ends and direction marks, which only flowing text can use. */
function oneLine(text) {
  return visible(text)
    .replace(/[\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, "")
    .replace(/\s+/g, " ")
    .trim();
}

/** The address if it is one a reader may follow, else null. */
function webAddress(url) {
  try {
    const { protocol, href } = new URL(url);
    return protocol === "http:" || protocol === "https:" ? href : null;
  } catch {
    return null;
  }
}

/** A link if the address is one a reader may follow, else just its text. */
function link(url, text) {
  const href = webAddress(url);
  return href ? el("a", { href, rel: "noopener noreferrer", target: "_blank" }, said(text)) : said(text);
}

/** Hands the reader a file. Its address is that of the blob; no text comes near it. */
function download(name, type, ...parts) {
  const blob = URL.createObjectURL(new Blob(parts, { type }));
  el("a", { href: blob, download: name }).click();
  // The browser reads the blob after the click has returned; how long after is not told.
  setTimeout(() => URL.revokeObjectURL(blob), 60_000);
}

/** Calls after the next frame is drawn, once however often it was asked for: what the eye may wait for. */
function afterFrame(action) {
  if (waiting.has(action)) return;
  waiting.add(action);
  requestAnimationFrame(() =>
    setTimeout(() => {
      waiting.delete(action);
      action();
    }),
  );
}
const waiting = new Set();

/** What is made when it is first asked for, once: the browser's formatters take longer to make than to use. */
function whenAsked(make) {
  let made = null;
  return () => (made ??= make());
}

/** A whole number with its thousands apart. */
const inWords = (count) => String(count).replace(/\B(?=(\d{3})+$)/g, ",");

const plural = (count, one, many = `${one}s`) => `${inWords(count)} ${count === 1 ? one : many}`;

/** Case, accents and a leading "the" do not matter when names are looked for. */
function folded(text) {
  return text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().replace(/^the /, "").trim();
}

const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sept", "Oct", "Nov", "Dec"];

/** "3 Sept 2024", by hand: the browser's formatter takes as long to make as the whole picture to draw. */
function date(iso) {
  if (!iso) return null;
  const day = new Date(`${iso}T00:00:00Z`);
  if (Number.isNaN(day.getTime())) return visible(iso);
  return `${day.getUTCDate()} ${MONTHS[day.getUTCMonth()]} ${day.getUTCFullYear()}`;
}

/** From one day to another, saying month and year once where they are the same. */
function period(first, last) {
  if (!first) return "";
  if (!last || last === first) return date(first);
  const [from, to] = [first, last].map((day) => date(day).split(" "));
  const same = from[2] !== to[2] ? 3 : from[1] !== to[1] ? 2 : 1;
  return `${from.slice(0, same).join(" ")} – ${to.join(" ")}`;
}
