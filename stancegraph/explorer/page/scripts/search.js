// Looking an actor up by name or alias: a combobox as the ARIA patterns describe it.

const MOST_SUGGESTIONS = 8;

let searchable = null; // made when it is first asked for: folding all names takes a moment

const indexNames = () => (searchable = null);

function allNames() {
  searchable ??= actors.flatMap((actor) =>
    [actor.name, ...actor.aliases].map((name, i) => ({
      actor: actor.index,
      name,
      folded: folded(name),
      alias: i > 0,
    })),
  );
  return searchable;
}

/** Best first: the name itself, names that begin so, words that begin so, anything that holds it; then by centrality. */
function suggestions(query) {
  const wanted = folded(query);
  if (!wanted) return [];
  const best = new Map();
  for (const entry of allNames()) {
    if (!shown.actor[entry.actor] && !beyondBackbone(entry.actor)) continue;
    const at = entry.folded.indexOf(wanted);
    if (at < 0) continue;
    const how = entry.folded === wanted ? 0 : at === 0 ? 1 : entry.folded.includes(` ${wanted}`) ? 2 : 3;
    const found = { ...entry, how: how + (entry.alias ? 0.5 : 0) };
    if (!best.has(entry.actor) || found.how < best.get(entry.actor).how) best.set(entry.actor, found);
  }
  return [...best.values()]
    .sort((a, b) => a.how - b.how || rankOf[a.actor] - rankOf[b.actor])
    .slice(0, MOST_SUGGESTIONS);
}

/**
 * Makes a combobox of an input and its list. `find(query)` gives entries with `actor`, `name` and `alias`, best first;
 * `choose(actor)` takes the one that was chosen.
 */
function combobox({ input, list, find, choose }) {
  let active = -1;

  const open = () => !list.hidden;
  const close = () => {
    list.hidden = true;
    active = -1;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  };
  const take = (actor) => {
    input.value = "";
    close();
    choose(actor);
  };
  const mark = (i) => {
    active = i;
    [...list.children].forEach((item, n) => item.setAttribute("aria-selected", String(n === i)));
    if (i < 0) input.removeAttribute("aria-activedescendant");
    else input.setAttribute("aria-activedescendant", list.children[i].id);
  };
  const suggest = () => {
    const found = find(input.value);
    list.replaceChildren(
      ...found.map((entry, i) =>
        el(
          "li",
          // mousedown, since the input's blur would close the list before a click arrives
          {
            role: "option",
            id: `${list.id}-${i}`,
            "aria-selected": "false",
            "data-actor": entry.actor,
            onmousedown: (event) => {
              event.preventDefault();
              take(entry.actor);
            },
          },
          shapeSwatch(actors[entry.actor].kind, actors[entry.actor].cluster),
          el(
            "span",
            {},
            said(oneLine(actors[entry.actor].name)),
            entry.alias ? el("small", {}, " also ", said(oneLine(entry.name))) : null,
          ),
        ),
      ),
    );
    if (!found.length && input.value.trim())
      list.replaceChildren(
        el(
          "li",
          { class: "none", role: "option", "aria-disabled": "true", "aria-selected": "false" },
          "No actor of that name",
        ),
      );
    list.hidden = !input.value.trim();
    input.setAttribute("aria-expanded", String(open()));
    active = -1;
    if (found.length) mark(0);
  };

  input.addEventListener("input", suggest);
  input.addEventListener("focus", () => input.value && suggest());
  input.addEventListener("blur", close);
  input.addEventListener("keydown", (event) => {
    const count = list.querySelectorAll("[data-actor]").length;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (!open()) suggest();
      else if (count) mark((active + (event.key === "ArrowDown" ? 1 : count - 1)) % count);
    } else if (event.key === "Enter" && open() && active >= 0) {
      event.preventDefault();
      take(Number(list.children[active].dataset.actor));
    } else if (event.key === "Escape" && (open() || input.value)) {
      event.preventDefault(); // clears the search only, not what is selected
      input.value = "";
      close();
    }
  });
}

function wireSearch() {
  combobox({
    input: byId("search"),
    list: byId("suggestions"),
    find: suggestions,
    choose: (actor) => {
      select({ actor });
      lookAt(state.selected);
    },
  });
}
