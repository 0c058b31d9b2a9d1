// The payload comes in two parts: the graph, which the picture needs at once, and the texts, which are read later. Each
// is JSON or, if it is large, JSON gzipped and in base64.

/** Waits for what stands behind the script in the file: the texts. */
async function parsed() {
  if (document.readyState === "loading")
    await new Promise((done) => document.addEventListener("DOMContentLoaded", done, { once: true }));
}

/** What an element of the page holds, unpacked; an Error with a message for readers if the browser cannot. */
async function unpacked(id) {
  const text = byId(id).textContent;
  if (text.startsWith("{")) return toldInFull(JSON.parse(text)); // base64 has no brace
  if (typeof DecompressionStream === "undefined")
    throw new Error("This browser is too old to unpack the page: it needs one of 2023 or later.");
  const { readable, writable } = new DecompressionStream("gzip");
  const writer = writable.getWriter();
  // Neither is waited for: both end only once the other side has been read. What fails in them fails there too.
  for (const done of [writer.write(fromBase64(text)), writer.close()]) done.catch(() => {});
  // By hand: a Response would read the stream in another process, which takes several times as long.
  const reader = readable.getReader();
  const decoder = new TextDecoder();
  let json = "";
  for (let part = await reader.read(); !part.done; part = await reader.read()) json += decoder.decode(part.value, { stream: true });
  return toldInFull(JSON.parse(json + decoder.decode()));
}

/** Columns of one value come as that value and how often it stands there. */
function toldInFull(value) {
  if (value === null || typeof value !== "object") return value;
  if (Array.isArray(value)) {
    // Lists of anything but objects are columns, with nothing to look for inside.
    return typeof value[0] === "object" && value[0] !== null && !Array.isArray(value[0]) ? value.map(toldInFull) : value;
  }
  if (value.times !== undefined) return new Array(value.times).fill(value.all);
  for (const name in value) value[name] = toldInFull(value[name]);
  return value;
}

function fromBase64(text) {
  if (Uint8Array.fromBase64) return Uint8Array.fromBase64(text); // of 2025
  const letters = atob(text);
  const bytes = new Uint8Array(letters.length);
  for (let i = 0; i < letters.length; i++) bytes[i] = letters.charCodeAt(i);
  return bytes;
}

/** Columns {name: [...]} as a list of rows that know their position. */
function rows(columns) {
  const names = Object.keys(columns);
  return columns[names[0]].map((_, i) => {
    const row = { index: i };
    for (const name of names) row[name] = columns[name][i];
    return row;
  });
}
