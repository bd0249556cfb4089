// Conveniences of the public site: print, copy the address, suggestions while typing. Every page works without them, so
// their buttons are hidden in the markup and shown here.
(function () {
  "use strict";

  function say(control, words) {
    var told = document.getElementById("told");
    if (!told) {
      told = document.createElement("p");
      told.id = "told";
      told.className = "sr";
      told.setAttribute("role", "status");
      (document.querySelector("main") || document.body).appendChild(told);
    }
    told.textContent = words;
    var word = control.querySelector("span") || control.lastChild;
    var before = word.textContent;
    word.textContent = words;
    setTimeout(function () {
      word.textContent = before;
    }, 2000);
  }

  function copyByHand(text) {
    var field = document.createElement("textarea");
    field.value = text;
    field.className = "sr";
    document.body.appendChild(field);
    field.select();
    var done = document.execCommand("copy");
    field.remove();
    return done;
  }

  // navigator.clipboard exists on https only; county sites on an extranet are often plain http.
  function copyLink(control) {
    var address = (document.querySelector("link[rel=canonical]") || location).href;
    if (!navigator.clipboard) {
      say(control, copyByHand(address) ? "网址已复制" : "请复制地址栏的网址");
      return;
    }
    navigator.clipboard.writeText(address).then(
      function () { say(control, "网址已复制"); },
      function () { say(control, "请复制地址栏的网址"); }
    );
  }

  // The code is drawn by qr.js, which lies beside this script and is loaded when first asked for.
  var HERE = document.currentScript.src;

  function withQr(then, otherwise) {
    if (window.gongkaiQr) {
      then();
      return;
    }
    var script = document.createElement("script");
    script.src = HERE.replace(/portal\.js/, "qr.js");
    script.onload = then;
    script.onerror = otherwise;
    document.head.appendChild(script);
  }

  function qrCard(address) {
    var card = document.createElement("section");
    card.className = "card qr-card";
    card.id = "qr";
    var words = document.createElement("div");
    words.appendChild(document.createElement("h2")).textContent = "手机上看";
    words.appendChild(document.createElement("p")).textContent = "扫码打开本页，可以放大字号、转发。";
    card.append(window.gongkaiQr(address) || "网址太长，画不成二维码，请复制网址。", words);
    return card;
  }

  function toggleQr(control) {
    var card = document.getElementById("qr");
    if (card) {
      card.remove();
      control.setAttribute("aria-expanded", "false");
      return;
    }
    withQr(
      function () {
        var address = (document.querySelector("link[rel=canonical]") || location).href;
        control.parentElement.after(qrCard(address));
        control.setAttribute("aria-expanded", "true");
      },
      function () { say(control, "二维码没有打开，请复制网址"); }
    );
  }

  var DEEDS = {
    qr: toggleQr,
    print: function () { window.print(); },
    "copy-link": copyLink,
  };

  // ---------- suggestions below a search field (ARIA 1.2 combobox) ----------

  var WAIT_MS = 150;
  var fields = 0;

  function suggestFor(form) {
    var field = form.querySelector("input[name=q]");
    if (!field || !window.fetch || !window.URL) return;
    var list = document.createElement("ul");
    var chosen = -1;
    var asked = 0;
    var timer = null;
    list.id = "suggest-" + (fields += 1);
    list.className = "suggest";
    list.hidden = true;
    list.setAttribute("role", "listbox");
    list.setAttribute("aria-label", "搜索提示");
    form.appendChild(list);
    field.setAttribute("role", "combobox");
    field.setAttribute("aria-autocomplete", "list");
    field.setAttribute("aria-controls", list.id);
    close();

    function close() {
      list.hidden = true;
      choose(-1);
      field.setAttribute("aria-expanded", "false");
    }

    function choose(number) {
      chosen = number;
      Array.from(list.children).forEach(function (option, at) {
        option.setAttribute("aria-selected", at === number ? "true" : "false");
        if (at === number) option.scrollIntoView({ block: "nearest" });
      });
      if (number < 0) field.removeAttribute("aria-activedescendant");
      else field.setAttribute("aria-activedescendant", list.children[number].id);
    }

    function take(option) {
      if (option.dataset.path) {
        location.href = new URL(".." + option.dataset.path, form.action).href;
        return;
      }
      field.value = option.dataset.text;
      close();
      form.submit();
    }

    function show(items) {
      list.textContent = "";
      items.forEach(function (item, at) {
        var option = document.createElement("li");
        option.id = list.id + "-" + at;
        option.setAttribute("role", "option");
        option.dataset.text = item.text;
        option.dataset.path = item.path || "";
        option.textContent = item.text;
        if (item.path) {
          var kind = document.createElement("small");
          kind.textContent = "打开";
          option.appendChild(kind);
        }
        option.addEventListener("mousedown", function (event) {
          event.preventDefault();
          take(option);
        });
        list.appendChild(option);
      });
      choose(-1);
      list.hidden = !items.length;
      field.setAttribute("aria-expanded", items.length ? "true" : "false");
    }

    function ask() {
      var typed = field.value.trim();
      var number = (asked += 1);
      if (!typed) return close();
      fetch(form.dataset.suggest + "?q=" + encodeURIComponent(typed.slice(0, 100)))
        .then(function (response) { return response.ok ? response.json() : { items: [] }; })
        .then(function (told) {
          if (number === asked && document.activeElement === field) show(told.items);
        })
        .catch(close);
    }

    field.addEventListener("input", function () {
      clearTimeout(timer);
      timer = setTimeout(ask, WAIT_MS);
    });
    field.addEventListener("blur", close);
    field.addEventListener("keydown", function (event) {
      if (event.isComposing || list.hidden) return;
      var last = list.children.length - 1;
      if (event.key === "ArrowDown") choose(chosen < last ? chosen + 1 : -1);
      else if (event.key === "ArrowUp") choose(chosen < 0 ? last : chosen - 1);
      else if (event.key === "Escape") close();
      else if (event.key === "Enter" && chosen >= 0) take(list.children[chosen]);
      else return;
      event.preventDefault();
    });
  }

  document.querySelectorAll("form[data-suggest]").forEach(suggestFor);

  document.querySelectorAll("[data-do]").forEach(function (control) {
    var deed = DEEDS[control.dataset.do];
    if (!deed) return;
    control.hidden = false;
    control.addEventListener("click", function () { deed(control); });
  });

  // A receipt's QR code carries the query code behind #, which never leaves the browser by itself.
  var code = document.querySelector("[data-from-hash]");
  if (code && !code.value && /^#[A-Za-z2-7-]{20,30}$/.test(location.hash)) {
    code.value = location.hash.slice(1);
    history.replaceState(null, "", location.pathname);
  }
})();
