// Theme, size and shortcut switches. Loaded in the head, blocking, so that nothing flashes.
// Without this script the page follows the system, and the links #dark, #contrast and #large work.
(function () {
  "use strict";
  var root = document.documentElement;
  var CHOICES = {
    theme: ["light", "dark", "contrast"],
    size: ["m", "l", "xl"],
    keys: ["on", "off"],
  };
  var ANCHORS = {
    "#light": ["theme", "light"],
    "#dark": ["theme", "dark"],
    "#contrast": ["theme", "contrast"],
    "#large": ["size", "xl"],
  };

  function kept(name) {
    try {
      return localStorage.getItem("gongkai." + name);
    } catch (_) {
      return null; // storage is switched off: the choice lasts for this page
    }
  }

  function apply(name, value) {
    if (value) root.setAttribute("data-" + name, value);
    else root.removeAttribute("data-" + name);
  }

  function choose(name, value) {
    apply(name, value);
    try {
      if (value) localStorage.setItem("gongkai." + name, value);
      else localStorage.removeItem("gongkai." + name);
    } catch (_) {
      return;
    }
  }

  function current(name) {
    var set = root.getAttribute("data-" + name);
    if (set) return set;
    if (name === "size") return "m";
    if (name === "keys") return "on";
    if (matchMedia("(prefers-contrast: more)").matches) return "contrast";
    return matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light";
  }

  function toggle(name, value) {
    if (current(name) !== value) return choose(name, value);
    choose(name, "");
    if (current(name) === value) choose(name, CHOICES[name][0]);
  }

  var asked = new URLSearchParams(location.search);
  Object.keys(CHOICES).forEach(function (name) {
    var value = asked.get(name);
    if (CHOICES[name].indexOf(value) >= 0) return choose(name, value);
    value = kept(name);
    if (CHOICES[name].indexOf(value) >= 0) apply(name, value);
  });
  var anchor = ANCHORS[location.hash];
  if (anchor) {
    choose(anchor[0], anchor[1]);
    history.replaceState(null, "", location.pathname + location.search);
  }

  function show() {
    document.querySelectorAll("[data-set]").forEach(function (control) {
      var pair = control.dataset.set.split(":");
      control.hidden = false;
      if (control.tagName === "A") control.setAttribute("role", "button");
      control.setAttribute("aria-pressed", String(current(pair[0]) === pair[1]));
    });
  }

  function press(event) {
    var control = event.target.closest && event.target.closest("[data-set]");
    if (!control) return;
    var spaceOnLink = event.type === "keydown" && event.key === " " && control.tagName === "A";
    if (event.type === "keydown" && !spaceOnLink) return;
    event.preventDefault();
    var pair = control.dataset.set.split(":");
    toggle(pair[0], pair[1]);
    show();
  }

  document.addEventListener("click", press);
  document.addEventListener("keydown", press);
  document.addEventListener("DOMContentLoaded", show);
})();
