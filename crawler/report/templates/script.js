"use strict";
// What a number or a mark of a chart says, on hover and on focus; and the choice of light or dark.
const say = document.getElementById("say");
const words = (target) => {
  const one = target instanceof Element ? target.closest("[data-say], svg [aria-label]") : null;
  return one ? one.dataset.say || one.getAttribute("aria-label") : "";
};
for (const event of ["mouseover", "focusin"]) document.addEventListener(event, (it) => { say.textContent = words(it.target) || words(document.activeElement); });
document.addEventListener("keydown", (it) => { if (it.key === "Escape") say.textContent = ""; });
document.addEventListener("focusin", (it) => { const hidden = it.target.closest && it.target.closest("details:not([open])"); if (hidden && it.target.tagName !== "SUMMARY") hidden.open = true; });
const reveal = () => {
  const wanted = location.hash ? document.getElementById(location.hash.slice(1)) : null;
  const hidden = wanted ? wanted.closest("details") : null;
  if (hidden) { hidden.open = true; wanted.scrollIntoView(); }
};
addEventListener("hashchange", reveal);
reveal();
const root = document.documentElement;
const kept = () => { try { return localStorage.getItem("theme"); } catch { return null; } };
if (kept()) root.dataset.theme = kept();
document.getElementById("theme").addEventListener("click", () => {
  const dark = root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
  root.dataset.theme = dark ? "light" : "dark";
  try { localStorage.setItem("theme", root.dataset.theme); } catch { /* the choice is kept for this page alone */ }
});
