// What is shown as GEXF 1.3 for Gephi and networkx: the same names of attributes as the package writes
// (exporting/markup.py), which reads it back, with places, sizes and colours of the picture besides.

/** Text for XML. What XML cannot hold is written as in ECMA-376, _x0007_, and read back so by the package. */
function gexfText(value) {
  const code = (character) => `_x${character.codePointAt(0).toString(16).toUpperCase().padStart(4, "0")}_`;
  return String(value)
    .replace(/[^\t\n\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]|_(?=x[0-9A-Fa-f]{4}_)/gu, code)
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;")
    .replaceAll("\t", "&#9;")
    .replaceAll("\n", "&#10;");
}

const NODE_ATTRIBUTES = {
  aliases: "string",
  cluster: "string",
  country: "string",
  kind: "string",
  name: "string",
  role: "string",
  score: "double",
};
const EDGE_ATTRIBUTES = {
  alleged: "long",
  asserted: "long",
  confidence: "double",
  denied: "long",
  first: "string",
  last: "string",
  outlets: "string",
  planned: "long",
  sign: "long",
  stance: "string",
  statements_shown: "long",
  symmetric: "boolean",
};

function gexfAttributes(of, types) {
  const lines = Object.entries(types).map(([name, type], i) => `<attribute id="${of}-${i}" title="${name}" type="${type}"/>`);
  return `<attributes class="${of}" mode="static">${lines.join("")}</attributes>`;
}

function gexfValues(of, types, record) {
  const values = Object.keys(types)
    .map((name, i) => [record[name], i])
    .filter(([value]) => value !== null && value !== undefined)
    .map(([value, i]) => `<attvalue for="${of}-${i}" value="${gexfText(value)}"/>`);
  return `<attvalues>${values.join("")}</attvalues>`;
}

const hexParts = (colour) => [1, 3, 5].map((at) => parseInt(colour.slice(at, at + 2), 16));

function gexfGraph() {
  const own = { title: data.title, shown: [countsInWords(), ...filtersInWords()], rollup: data.levels[state.level].by };
  const lines = [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<gexf xmlns="http://gexf.net/1.3" xmlns:viz="http://gexf.net/1.3/viz" version="1.3">',
    `<meta><creator>stancegraph</creator><description>${gexfText(JSON.stringify(own))}</description></meta>`,
    '<graph defaultedgetype="directed" mode="static">',
    gexfAttributes("node", NODE_ATTRIBUTES),
    gexfAttributes("edge", EDGE_ATTRIBUTES),
    "<nodes>",
  ];
  for (const actor of actors) {
    if (!shown.actor[actor.index]) continue;
    const [r, g, b] = hexParts(clusterColour(actor.cluster));
    const values = {
      ...actor,
      aliases: JSON.stringify(actor.aliases),
      cluster: actor.cluster < 0 ? null : clusters[actor.cluster],
    };
    lines.push(
      `<node id="${gexfText(actor.id)}" label="${gexfText(actor.name)}">${gexfValues("node", NODE_ATTRIBUTES, values)}` +
        `<viz:color r="${r}" g="${g}" b="${b}"/>` +
        // Upwards is more there, less here.
        `<viz:position x="${hundredths(actor.x)}" y="${hundredths(-actor.y)}" z="0"/><viz:size value="${actor.radius}"/></node>`,
    );
  }
  lines.push("</nodes>", "<edges>");
  for (const tie of ties) {
    if (!shown.tie[tie.index]) continue;
    const values = summedTie(tie);
    const [source, target, stance] = [actors[tie.from].id, actors[tie.to].id, tie.name].map(gexfText);
    lines.push(
      `<edge id="${tie.index}" source="${source}" target="${target}" label="${stance}" kind="${stance}" ` +
        `weight="${values.weight}">` +
        `${gexfValues("edge", EDGE_ATTRIBUTES, { ...values, outlets: JSON.stringify(values.outlets) })}</edge>`,
    );
  }
  lines.push("</edges>", "</graph>", "</gexf>", "");
  return lines.join("\n");
}
