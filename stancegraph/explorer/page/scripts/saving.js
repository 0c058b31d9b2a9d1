// The menu that keeps what is shown: a link to it, pictures, tables, a graph, notes.

/** What can be kept. `lacking` says why something cannot be kept now, or gives null. */
const SAVING = [
  {
    label: "Copy link",
    hint: "to what is shown",
    lacking: () => (hasAddress() ? null : "This frame has no address of its own"),
    run: copyLink,
  },
  {
    label: "Picture as PNG",
    hint: "what is in view",
    run: async () => download(fileName(".png"), "image/png", await pngPicture()),
  },
  {
    label: "Picture as SVG",
    hint: "the same, to edit",
    run: () => download(fileName(".svg"), "image/svg+xml", svgPicture()),
  },
  {
    label: "Ties as CSV",
    hint: "a row a tie",
    lacking: unpacking,
    run: () => download(fileName("-ties.csv"), "text/csv;charset=utf-8", tiesSheet()),
  },
  {
    label: "Statements as CSV",
    hint: "a row a sentence",
    lacking: () => (data.evidence ? unpacking() : "The sentences are not in this page"),
    run: () => download(fileName("-statements.csv"), "text/csv;charset=utf-8", statementsSheet()),
  },
  {
    label: "Graph as GEXF",
    hint: "for Gephi, networkx",
    lacking: unpacking,
    run: () => download(fileName(".gexf"), "application/xml", gexfGraph()),
  },
];

function unpacking() {
  return texts ? null : "The sentences are still being unpacked";
}

/** Notes are kept only where the page can take them, and once there are any. */
function savingNotes() {
  if (typeof exportNotes !== "function" || typeof notesCount !== "function") return [];
  const count = notesCount();
  return [
    {
      label: "Notes as JSON Lines",
      hint: plural(count, "note"),
      lacking: () => (count ? null : "There are none yet"),
      run: () => exportNotes(),
    },
  ];
}

// ---- the link -----------------------------------------------------------------------------------------------------

// In the frame of a notebook the address is of the scheme about:, which leads nowhere.
const hasAddress = () => ["file:", "http:", "https:"].includes(window.location.protocol);

async function copyLink() {
  const address = window.location.href.replace(/#.*$/s, "") + addressOf();
  return (await toClipboard(address)) ? "Link copied" : "The browser keeps its clipboard closed; the link is in the address bar";
}

async function toClipboard(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    // A frame without that right, or an old browser.
    const field = el("textarea", { class: "unseen", "aria-hidden": "true", tabindex: -1 });
    const { activeElement } = document;
    field.value = text;
    document.body.append(field);
    field.select();
    const copied = document.execCommand("copy");
    field.remove();
    activeElement?.focus();
    return copied;
  }
}

// ---- the menu -----------------------------------------------------------------------------------------------------

function wireSaving() {
  const button = byId("save");
  const menu = byId("save-menu");
  const items = () => [...menu.children];

  const open = (at) => {
    menu.replaceChildren(...[...SAVING, ...savingNotes()].map(savingItem));
    menu.hidden = false;
    button.setAttribute("aria-expanded", "true");
    items().at(at).focus();
  };
  const close = (back) => {
    if (menu.hidden) return;
    menu.hidden = true;
    button.setAttribute("aria-expanded", "false");
    if (back) button.focus();
  };
  const savingItem = ({ label, hint, lacking, run }) => {
    const missing = lacking?.() ?? null;
    return el(
      "button",
      {
        type: "button",
        role: "menuitem",
        tabindex: -1,
        "aria-disabled": missing === null ? null : "true",
        onclick: () => {
          if (missing !== null) return;
          close(true);
          carryOut(label, run);
        },
      },
      el("span", {}, label),
      el("small", {}, missing ?? hint),
    );
  };

  button.addEventListener("click", () => (menu.hidden ? open(0) : close(true)));
  button.addEventListener("keydown", (event) => {
    if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
    event.preventDefault();
    open(event.key === "ArrowDown" ? 0 : -1);
  });
  menu.addEventListener("keydown", (event) => {
    const list = items();
    const here = list.indexOf(document.activeElement);
    const go = (index) => {
      event.preventDefault();
      list.at(index % list.length)?.focus();
    };
    if (event.key === "ArrowDown") go(here + 1);
    else if (event.key === "ArrowUp") go(here - 1);
    else if (event.key === "Home") go(0);
    else if (event.key === "End") go(-1);
    else if (event.key === "Escape") {
      event.preventDefault(); // closes the menu only, not what is selected
      close(true);
    } else if (event.key === "Tab") close(false);
    else if (event.key.length === 1 && event.key !== " " && !event.ctrlKey && !event.metaKey) {
      // A letter goes to the next entry that begins with it.
      const letter = event.key.toLowerCase();
      const found = [...list.slice(here + 1), ...list.slice(0, here + 1)].find((item) =>
        item.textContent.toLowerCase().startsWith(letter),
      );
      if (found) go(list.indexOf(found));
    }
  });
  document.addEventListener("pointerdown", (event) => {
    if (!menu.contains(event.target) && !button.contains(event.target)) close(false);
  });
  menu.addEventListener("focusout", ({ relatedTarget }) => {
    if (relatedTarget && !menu.contains(relatedTarget) && relatedTarget !== button) close(false);
  });
}

const SAID_FOR = 5000; // milliseconds
let saidUntil = 0;

/** Does what an entry of the menu stands for and says how it went. */
async function carryOut(label, run) {
  try {
    saySaved((await run()) || `${label}: saved`);
  } catch (error) {
    saySaved(`${label} failed: ${error.message}`);
  }
}

function saySaved(text) {
  const note = byId("saved");
  note.textContent = text;
  note.hidden = false;
  clearTimeout(saidUntil);
  saidUntil = setTimeout(() => (note.hidden = true), SAID_FOR);
}
