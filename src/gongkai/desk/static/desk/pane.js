// On a wide screen a row opens beside the list instead of on a page of its own.
(function () {
  "use strict";
  var WIDE = "(min-width: 73.75em)";

  function show(link, text) {
    var page = new DOMParser().parseFromString(text, "text/html");
    var fresh = page.querySelector(".detail");
    var shown = document.querySelector(".detail");
    if (!fresh || !shown) return location.assign(link.href);
    shown.replaceWith(fresh);
    document.querySelectorAll(".row.is-on").forEach(function (row) { row.classList.remove("is-on"); });
    link.closest(".row").classList.add("is-on");
    history.replaceState(null, "", link.dataset.pane);
  }

  document.addEventListener("click", function (event) {
    var link = event.target.closest("a[data-pane]");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
    if (!matchMedia(WIDE).matches || link.closest(".row").classList.contains("is-on")) return;
    event.preventDefault();
    fetch(link.dataset.pane, { credentials: "same-origin" })
      .then(function (answer) { return answer.ok && !answer.redirected ? answer.text() : Promise.reject(); })
      .then(function (text) { show(link, text); })
      .catch(function () { location.assign(link.href); });
  });
})();
