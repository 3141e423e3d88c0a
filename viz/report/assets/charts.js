// Draws the charts of the page when they come into view, each with buttons that
// take its series away and bring them back.
"use strict";
(() => {
  const holder = document.getElementById("chart-data");
  if (!holder) return;
  const charts = new Map(JSON.parse(holder.textContent).map((c) => [c.id, c]));
  const root = document.documentElement;
  const isDark = () => getComputedStyle(root).colorScheme === "dark";
  const drawn = new Map();

  const draw = (canvas) => {
    const chart = charts.get(canvas.dataset.chart);
    const narrow = canvas.clientWidth < 560;
    let shown = drawn.get(canvas);
    if (!shown) {
      const rows = chart.series.some((s) => s.mark === "forest") ? (chart.x.categories || []).length : 0;
      if (rows > 8) canvas.style.height = `${Math.min(rows * 26 + 110, 2000)}px`;
      shown = { echart: echarts.init(canvas, null, { renderer: "svg" }), off: new Set() };
      drawn.set(canvas, shown);
    }
    shown.narrow = narrow;
    shown.echart.setOption(chartOption.option(chart, isDark(), narrow), { notMerge: true });
    for (const name of shown.off) shown.echart.dispatchAction({ type: "legendUnSelect", name });
    canvas.setAttribute("role", "img");
    legend(canvas, chart, shown);
  };

  const legend = (canvas, chart, shown) => {
    const box = canvas.parentElement.querySelector(".legend");
    const names = [...new Set(chart.series.map((s) => s.name))];
    if (names.length < 2) {
      box.hidden = true;
      return;
    }
    const had = document.activeElement && box.contains(document.activeElement) ? document.activeElement.dataset.series : null;
    box.replaceChildren(...names.map((name) => {
      const button = document.createElement("button");
      const swatch = document.createElement("span");
      button.type = "button";
      button.dataset.series = name;
      button.setAttribute("aria-pressed", String(!shown.off.has(name)));
      swatch.className = "swatch";
      swatch.style.background = chartOption.colourOf(chart.series.findIndex((s) => s.name === name), isDark());
      button.append(swatch, name);
      button.addEventListener("click", () => {
        const off = !shown.off.has(name);
        if (off) shown.off.add(name);
        else shown.off.delete(name);
        button.setAttribute("aria-pressed", String(!off));
        shown.echart.dispatchAction({ type: off ? "legendUnSelect" : "legendSelect", name });
      });
      return button;
    }));
    if (had) [...box.children].find((b) => b.dataset.series === had)?.focus();
  };

  const seen = new IntersectionObserver((entries) => {
    for (const entry of entries) {
      if (!entry.isIntersecting) continue;
      seen.unobserve(entry.target);
      draw(entry.target);
    }
  }, { rootMargin: "400px" });
  for (const canvas of document.querySelectorAll(".canvas")) seen.observe(canvas);

  document.addEventListener("themechange", () => drawn.forEach((_, canvas) => draw(canvas)));
  // The chart follows its box, whatever made that wider or narrower.
  const resized = new ResizeObserver((entries) => {
    for (const { target: canvas } of entries) {
      const shown = drawn.get(canvas);
      if (!shown || canvas.clientWidth === 0) continue; // not drawn, or on paper
      shown.echart.resize();
      if (shown.narrow !== canvas.clientWidth < 560) draw(canvas);
    }
  });
  for (const canvas of document.querySelectorAll(".canvas")) resized.observe(canvas);
})();
