// Lays graphs out with Graphviz, which is part of the page as WebAssembly, when
// they come into view.
"use strict";
(() => {
  const holder = document.getElementById("graph-data");
  if (!holder) return;
  const graphs = new Map(JSON.parse(holder.textContent).map((g) => [g.id, g]));
  let graphviz = null; // made once, when the first graph comes into view

  // Without the machine's fonts, Graphviz knows how wide letters are for one name
  // at a time; the style of the page names those that stand in for it.
  const measured = "Arial";

  const failed = (box, error) => {
    const words = document.createElement("p");
    words.className = "message";
    words.textContent = `This graph cannot be drawn here: ${error.message}`;
    box.replaceChildren(words);
  };

  const draw = async (box) => {
    const graph = graphs.get(box.dataset.graph);
    try {
      graphviz ??= Viz.instance();
      const svg = (await graphviz).renderSVGElement(graph.dot.replaceAll("Helvetica,Arial,sans-serif", measured));
      svg.setAttribute("role", "img");
      svg.setAttribute("aria-label", graph.title);
      svg.classList.add("fitted");
      box.replaceChildren(svg);
      tools(box, svg);
    } catch (error) {
      failed(box, error);
    }
  };

  // tools lets the reader see a large graph as a whole or at its own size.
  const tools = (box, svg) => {
    if (svg.width.baseVal.value <= box.clientWidth) return;
    const bar = document.createElement("div");
    bar.className = "graphtools";
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = "Full size";
    button.setAttribute("aria-pressed", "false");
    button.addEventListener("click", () => {
      const fitted = svg.classList.toggle("fitted");
      button.setAttribute("aria-pressed", String(!fitted));
    });
    bar.append(button);
    box.before(bar);
  };

  const seen = new IntersectionObserver((entries) => {
    for (const entry of entries) {
      if (!entry.isIntersecting) continue;
      seen.unobserve(entry.target);
      draw(entry.target);
    }
  }, { rootMargin: "400px" });
  for (const box of document.querySelectorAll(".drawing")) seen.observe(box);
  addEventListener("beforeprint", () => { for (const box of document.querySelectorAll(".drawing:not(:has(svg))")) draw(box); });
})();
