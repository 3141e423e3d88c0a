// What a chart of package viz/chart is to ECharts: chartOption(chart, colours)
// makes its option. Every mark of the data model is a case here.
"use strict";
const chartOption = (() => {
  // Okabe and Ito's colours, told apart by readers of any colour vision; dark
  // paper takes lighter ones of some.
  const light = ["#0072b2", "#d55e00", "#009e73", "#a6528c", "#8a6d00", "#2a7fa8", "#444444"];
  const dark = ["#56b4e9", "#f0884a", "#2fc39a", "#dd9bc4", "#e9c84a", "#9bd3f5", "#c4c9cf"];
  const glyphs = ["circle", "triangle", "rect", "diamond", "roundRect", "pin", "arrow"];
  const dashes = ["solid", "dashed", "dotted", [8, 3, 2, 3], [12, 4], [4, 4], [2, 2]];
  // Cividis, even in lightness and the same to all: few to many.
  const scale = ["#00224e", "#31446b", "#666970", "#958f78", "#cbba69", "#fee838"];

  const colourOf = (i, isDark) => (isDark ? dark : light)[i % light.length];

  // text writes a value out, in percent where the title of its axis says so.
  const text = (v, percent) => (v === null || v === undefined ? "-" : percent ? String(Number((100 * v).toFixed(1))) : plain(v));
  const plain = (v) => v.toLocaleString("en", { maximumSignificantDigits: 4 });

  // short is a value for inside a cell.
  const short = (v, percent) => (percent ? String(Math.round(100 * v)) : String(Number(v.toPrecision(2))));

  // floor is where a value of 0 stands on an axis of logarithms: a decade below
  // the least that is more.
  const floorOf = (values) => {
    const positive = values.filter((v) => v > 0);
    return 10 ** (Math.floor(Math.log10(positive.length ? Math.min(...positive) : 1)) - 1);
  };

  const axis = (a, values, ink, name) => {
    const common = {
      name: a.title, nameLocation: "middle", nameTextStyle: { color: ink.text },
      axisLabel: { color: ink.text, hideOverlap: true }, axisLine: { show: true, lineStyle: { color: ink.quiet } },
      splitLine: { lineStyle: { color: ink.rule } }, ...name,
    };
    if (a.categories) {
      return { ...common, type: "category", data: a.categories, splitLine: { show: false } };
    }
    const limits = { min: a.low ?? undefined, max: a.high ?? undefined };
    if (!a.log) {
      return { ...common, type: "value", scale: true, ...limits, axisLabel: { ...common.axisLabel, formatter: (v) => text(v, a.percent) } };
    }
    const floor = values.some((v) => v !== null && v <= 0) ? floorOf(values) : undefined;
    return {
      ...common, type: "log", min: floor, max: limits.max, floor,
      axisLabel: { ...common.axisLabel, formatter: (v) => (floor !== undefined && v <= floor ? "0" : v.toLocaleString("en")) },
    };
  };

  // longest is the room that the labels of an upright axis need before its title.
  const longest = (a, values) => 14 + 7 * Math.min(16, Math.max(4, ...(a.categories || values.map((v) => (a.percent ? "100" : a.log ? Math.round(v) : plain(v)))).map((v) => String(v).length)));

  const all = (chart, pick) => chart.series.flatMap((s) => s.points.flatMap(pick)).filter((v) => v !== null && v !== undefined);

  // whisker draws the interval of a point, upright or across.
  const whisker = (across, colour) => (params, api) => {
    const at = api.value(0);
    if (Number.isNaN(api.value(1)) || Number.isNaN(api.value(2))) return null;
    const from = across ? api.coord([api.value(1), at]) : api.coord([at, api.value(1)]);
    const to = across ? api.coord([api.value(2), at]) : api.coord([at, api.value(2)]);
    const shift = api.value(3) || 0; // of side by side bars
    const line = (x1, y1, x2, y2) => ({ type: "line", shape: { x1, y1, x2, y2 }, style: { stroke: colour, lineWidth: 1.5 } });
    if (across) {
      return { type: "group", children: [line(from[0], from[1], to[0], to[1]), line(from[0], from[1] - 4, from[0], from[1] + 4), line(to[0], to[1] - 4, to[0], to[1] + 4)] };
    }
    const x = from[0] + shift;
    return { type: "group", children: [line(x, from[1], x, to[1]), line(x - 4, from[1], x + 4, from[1]), line(x - 4, to[1], x + 4, to[1])] };
  };

  // tip is what is said of a point when it is pointed at. It is built of
  // elements, whose text is never read as HTML.
  const tip = (chart, series, point) => {
    const box = document.createElement("div");
    box.className = "tip";
    const head = document.createElement("strong");
    head.textContent = series.name;
    box.append(head);
    const name = (a, v) => (a.categories && v !== null ? a.categories[v] : text(v, a.percent));
    const say = (words) => {
      const line = document.createElement("div");
      line.textContent = words;
      box.append(line);
    };
    const measured = series.mark === "cells" ? chart.value : chart.y;
    const within = point.low !== undefined && point.low !== null ? ` [${text(point.low, measured.percent)}, ${text(point.high, measured.percent)}]` : "";
    say(`${chart.x.title}: ${name(chart.x, point.x)}`);
    if (series.mark === "cells") {
      say(`${chart.y.title}: ${name(chart.y, point.y)}`);
      say(`${chart.value.title}: ${text(point.value, chart.value.percent)}${within}`);
    } else {
      say(`${chart.y.title}: ${name(chart.y, point.y)}${within}`);
    }
    say(`n = ${point.n.toLocaleString("en")}`);
    if (point.label) say(point.label);
    return box;
  };

  const option = (chart, isDark, narrow) => {
    const ink = isDark ? { text: "#e8eaed", quiet: "#a9b1ba", rule: "#30363c" } : { text: "#1b1f24", quiet: "#555c66", rule: "#e4e7ea" };
    const across = chart.series.some((s) => s.mark === "forest");
    const cells = chart.series.some((s) => s.mark === "cells");
    const ys = all(chart, (p) => [p.y, p.low, p.high]);
    const xs = all(chart, (p) => [p.x]);
    const below = { nameGap: 30 };
    const xAxis = across ? axis(chart.y, ys, ink, below) : axis(chart.x, xs, ink, below);
    const yAxis = across ? { ...axis(chart.x, xs, ink, { name: "" }), inverse: true } : axis(chart.y, ys, ink, { nameGap: longest(chart.y, ys) });
    if (cells) yAxis.inverse = true; // rows run down, as on paper
    if (across) yAxis.axisLabel = { ...yAxis.axisLabel, hideOverlap: false, width: narrow ? 110 : 260, overflow: "truncate" };
    const clamp = (a, v) => (a.floor !== undefined && v !== null && v !== undefined && v < a.floor ? a.floor : v);
    const valueAxis = across ? xAxis : yAxis;
    const out = [];
    const bars = chart.series.filter((s) => s.mark === "bars").length;

    chart.series.forEach((s, i) => {
      const colour = colourOf(i, isDark);
      const base = { name: s.name, color: colour, itemStyle: { color: colour }, tooltip: { formatter: (p) => (p.data && p.data.point ? tip(chart, s, p.data.point) : "") } };
      const place = (p) => (across ? [clamp(valueAxis, p.y), p.x] : [p.x, clamp(valueAxis, p.y)]);
      const data = s.points.map((p) => ({ value: s.mark === "cells" ? [p.x, p.y, p.value ?? "-"] : place(p), point: p }));
      if (s.mark === "cells") {
        out.push({ ...base, type: "heatmap", data, itemStyle: { borderColor: isDark ? "#14171a" : "#fff", borderWidth: 1 },
          label: { show: s.points.length <= 150 && !narrow, formatter: (p) => (p.data.point.value == null ? "" : short(p.data.point.value, chart.value.percent)), textBorderWidth: 0 } });
        return;
      }
      const joined = s.mark === "line" || s.mark === "curve";
      if (s.mark === "bars" || s.mark === "stacked") {
        out.push({ ...base, type: "bar", stack: s.mark === "stacked" ? "all" : undefined, data, barMaxWidth: 48, itemStyle: { color: colour, borderColor: isDark ? "#14171a" : "#fff", borderWidth: s.mark === "stacked" ? 0.5 : 0 } });
      } else {
        out.push({ ...base, type: joined ? "line" : "scatter", data, symbol: s.mark === "curve" ? "none" : glyphs[i % glyphs.length], symbolSize: 8, connectNulls: false,
          lineStyle: { color: colour, type: dashes[i % dashes.length], width: 2 } });
      }
      const known = s.points.filter((p) => p.low !== undefined && p.low !== null && p.high !== undefined && p.high !== null);
      if (known.length && s.mark !== "curve" && s.mark !== "stacked" && bars < 2) {
        out.push({ name: s.name, type: "custom", silent: true, z: 5, color: colour, renderItem: whisker(across, s.mark === "bars" ? ink.text : colour), tooltip: { show: false }, aria: { enabled: false },
          encode: across ? { x: [1, 2], y: 0 } : { x: 0, y: [1, 2] },
          data: known.map((p) => [p.x, clamp(valueAxis, p.low), clamp(valueAxis, p.high), 0]) });
      }
    });
    (chart.lines || []).forEach((line) => {
      const style = { color: ink.quiet, type: "dashed", width: 1.5 };
      const mark = line.diagonal
        ? [[{ coord: [0, 0] }, { coord: [1, 1] }]]
        : [{ [across ? "xAxis" : "yAxis"]: line.y, label: { formatter: line.name, position: across ? "start" : "insideEndTop", color: ink.quiet } }];
      out.push({ name: line.name, type: "line", data: [], silent: true, markLine: { silent: true, symbol: "none", lineStyle: style, label: { color: ink.quiet, formatter: line.name, position: "insideEndTop" }, data: mark, animation: false } });
    });
    return {
      animation: false, textStyle: { fontFamily: "system-ui, sans-serif" }, backgroundColor: "transparent",
      aria: { enabled: true, label: { description: `${chart.title}. ${chart.caption}` }, decal: { show: !cells } },
      grid: { left: 8, right: 24, top: 36, bottom: cells ? 64 : 16, outerBoundsMode: "same", outerBoundsContain: "all" },
      legend: { show: false },
      tooltip: { trigger: "item", confine: true, backgroundColor: "#ffffff", borderColor: "#888" },
      toolbox: { right: 8, top: 0, itemSize: 14, iconStyle: { borderColor: ink.quiet }, feature: { dataZoom: { title: { zoom: "look closer", back: "back" } }, restore: { title: "as it was" } } },
      visualMap: cells ? { min: chart.value.low ?? Math.min(...all(chart, (p) => [p.value])), max: chart.value.high ?? Math.max(...all(chart, (p) => [p.value])), dimension: 2, calculable: true, orient: "horizontal", left: "center", bottom: 4,
        inRange: { color: scale }, text: [chart.value.title, ""], textStyle: { color: ink.text }, formatter: (v) => text(v, chart.value.percent) } : undefined,
      xAxis, yAxis, series: out,
    };
  };
  return { option, colourOf };
})();
