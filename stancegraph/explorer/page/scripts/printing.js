// Print: the picture as it is shown and what is selected with its sentences, on white in either theme. If nothing is,
// the overview: clusters, contested claims and what they rest on.

const PRINT_RATIO = 3; // dots of the picture for each pixel of the screen: about 300 an inch on A4
const MOST_UNFOLDED = 60; // ties of an actor whose sentences are printed; more are a book

let afterPrint = null; // undoes what was done for print; null while nothing was

function preparePrint() {
  if (afterPrint) return;
  const undo = [];
  afterPrint = () => undo.reverse().forEach((step) => step());
  document.documentElement.dataset.theme = "light";
  readPalette();
  undo.push(showTheme);
  const legend = byId("legend");
  const { open } = legend;
  legend.open = true;
  undo.push(() => (legend.open = open));
  const added = [el("p", { class: "quiet print-words" }, filtersInWords().join("; "))];
  byId("counts").after(added[0]);
  if (state.view === "picture") {
    const camera = cameraNow();
    const ratio = Math.min(PRINT_RATIO, Math.sqrt(MOST_PIXELS / (camera.width * camera.height)));
    const picture = sceneCanvas(camera, ratio);
    picture.className = "print-picture";
    byId("net").after(picture);
    added.push(picture);
  }
  undo.push(() => added.forEach((element) => element.remove()));
  const folded = [...byId("reading").querySelectorAll('.fold[aria-expanded="false"]')].slice(0, MOST_UNFOLDED);
  for (const fold of folded) fold.click();
  undo.push(() => folded.forEach((fold) => fold.click()));
}

function finishPrint() {
  afterPrint?.();
  afterPrint = null;
}

function wirePrinting() {
  new ResizeObserver(([{ contentRect }]) => {
    if (!contentRect.width || window.matchMedia("print").matches) return;
    byId("net").style.setProperty("--net-width", `${contentRect.width}px`);
    byId("net").style.setProperty("--net-height", `${contentRect.height}px`);
  }).observe(byId("net"));
  window.addEventListener("beforeprint", preparePrint);
  window.addEventListener("afterprint", finishPrint);
  // Browsers' previews of the print style tell it this way only.
  window.matchMedia("print").addEventListener("change", ({ matches }) => (matches ? preparePrint() : finishPrint()));
}
