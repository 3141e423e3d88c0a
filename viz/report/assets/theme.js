// Light or dark: as the system has it until the reader chooses. This stands in
// the head, so that a page of the chosen kind never flashes up in the other.
"use strict";
(() => {
  const root = document.documentElement;
  const system = matchMedia("(prefers-color-scheme: dark)");
  let chosen = null;
  try {
    chosen = localStorage.getItem("graphcov-theme"); // not there for some files opened from disk
  } catch {}
  root.classList.add("scripts");
  if (chosen === "light" || chosen === "dark") root.dataset.theme = chosen;

  const isDark = () => (root.dataset.theme ? root.dataset.theme === "dark" : system.matches);
  const changed = () => document.dispatchEvent(new Event("themechange"));
  system.addEventListener("change", changed);

  document.addEventListener("DOMContentLoaded", () => {
    const button = document.getElementById("theme");
    const label = () => {
      button.textContent = isDark() ? "Light" : "Dark";
      button.setAttribute("aria-label", isDark() ? "Change to light colours" : "Change to dark colours");
    };
    button.hidden = false;
    label();
    document.addEventListener("themechange", label);
    button.addEventListener("click", () => {
      root.dataset.theme = isDark() ? "light" : "dark";
      try {
        localStorage.setItem("graphcov-theme", root.dataset.theme);
      } catch {}
      changed();
    });
  });
})();
