// The desk's conveniences: keys, autosave, kept drafts, the session's end, file dropping, undo.
// Every form works without this script. State lives in the markup (data-…), nothing inline.
(function () {
  "use strict";
  var SAVE_EVERY_MS = 10000;
  var WARN_BEFORE_MS = 120000;
  var KEEP_DRAFT_MS = 7 * 24 * 3600 * 1000;
  var body = document.body;
  var sessionMs = Number(body.dataset.sessionSeconds || 0) * 1000;
  var sessionEndsAt = Date.now() + sessionMs;

  function clock(time) {
    var at = new Date(time);
    return String(at.getHours()).padStart(2, "0") + ":" + String(at.getMinutes()).padStart(2, "0");
  }

  function element(tag, className, text) {
    var made = document.createElement(tag);
    if (className) made.className = className;
    if (text) made.textContent = text;
    return made;
  }

  function button(words, className, onPress) {
    var made = element("button", className, words);
    made.type = "button";
    made.addEventListener("click", onPress);
    return made;
  }

  // ---------- drafts kept on this machine ----------

  function draftKey(form) {
    return "gongkai.draft:" + (body.dataset.user || "") + ":" + form.dataset.autosave;
  }

  var NEVER_KEPT = ["password", "file", "hidden", "submit", "button"];

  function isKept(field) {
    return field.name && NEVER_KEPT.indexOf(field.type) < 0 && !field.hasAttribute("data-secret");
  }

  function read(form) {
    return Array.from(form.elements).filter(isKept).map(function (field) {
      var ticks = field.type === "checkbox" || field.type === "radio";
      return [field.name, ticks ? field.value : "", ticks ? field.checked : field.value];
    });
  }

  function write(form, values) {
    values.forEach(function (kept) {
      Array.from(form.elements).forEach(function (field) {
        if (field.name !== kept[0] || !isKept(field)) return;
        var ticks = field.type === "checkbox" || field.type === "radio";
        if (ticks) {
          if (field.value === kept[1]) field.checked = kept[2];
        } else {
          field.value = kept[2];
        }
        field.dispatchEvent(new Event("input", { bubbles: true }));
        field.dispatchEvent(new Event("change", { bubbles: true }));
      });
    });
  }

  function keep(form) {
    try {
      localStorage.setItem(draftKey(form), JSON.stringify({ at: Date.now(), values: read(form) }));
      return true;
    } catch (_) {
      return false;
    }
  }

  function forget(form) {
    try {
      localStorage.removeItem(draftKey(form));
    } catch (_) {
      return;
    }
  }

  function kept(form) {
    try {
      var found = JSON.parse(localStorage.getItem(draftKey(form)) || "null");
      if (found && Date.now() - found.at < KEEP_DRAFT_MS) return found;
      forget(form);
    } catch (_) {
      return null;
    }
    return null;
  }

  function offerDraft(form) {
    var found = kept(form);
    if (!found) return;
    if (JSON.stringify(found.values) === JSON.stringify(read(form))) return forget(form);
    var offer = element("div", "flash warn");
    offer.setAttribute("role", "status");
    offer.appendChild(element("p", "", "这台电脑上留有 " + clock(found.at) + " 没有保存上的文字。"));
    offer.appendChild(button("找回这些文字", "btn sm", function () {
      write(form, found.values);
      offer.remove();
    }));
    offer.appendChild(button("不要了", "btn quiet sm", function () {
      forget(form);
      offer.remove();
    }));
    form.parentNode.insertBefore(offer, form);
  }

  // ---------- autosave ----------

  function watch(form) {
    var saved = JSON.stringify(read(form));
    var sending = false;
    var leaving = false;

    function say(words) {
      var told = form.querySelector(".saved");
      if (told) told.textContent = words;
    }

    function changed() {
      return JSON.stringify(read(form)) !== saved;
    }

    function lost(words) {
      say(words + (keep(form) ? "文字已留在这台电脑上。" : "请先把文字复制下来。"));
    }

    function accepted(answer) {
      Object.keys(answer.fields || {}).forEach(function (name) {
        if (form.elements[name]) form.elements[name].value = answer.fields[name];
      });
      say(answer.message || "已自动保存 " + clock(Date.now()));
      forget(form);
      renewed();
    }

    function answered(response, sent) {
      if (response.redirected) return lost("登录已过期，没有保存上。");
      if (response.status === 409) return lost("别人刚改过这一份，没有覆盖。");
      if (!response.ok) return lost("没有保存上。");
      saved = sent;
      var isJson = (response.headers.get("Content-Type") || "").indexOf("json") >= 0;
      return isJson ? response.json().then(accepted) : accepted({});
    }

    function save() {
      if (sending || leaving || !changed()) return;
      var sent = JSON.stringify(read(form));
      var data = new FormData(form);
      form.querySelectorAll("input[type=file]").forEach(function (field) { data.delete(field.name); });
      sending = true;
      fetch(form.dataset.autosave, {
        method: "POST",
        body: data,
        credentials: "same-origin",
        headers: { "X-CSRFToken": data.get("csrfmiddlewaretoken") || "", "X-Requested-With": "fetch" },
      })
        .then(function (response) { return answered(response, sent); })
        .catch(function () { lost("网络不通，没有保存上。"); })
        .then(function () { sending = false; });
    }

    form.addEventListener("submit", function () {
      leaving = true;
      forget(form);
    });
    window.addEventListener("beforeunload", function (event) {
      if (leaving || !changed()) return;
      keep(form);
      event.preventDefault();
      event.returnValue = "";
    });
    body.addEventListener("gongkai:session-over", function () {
      if (changed()) lost("登录已到期。");
    });
    setInterval(save, SAVE_EVERY_MS);
    offerDraft(form);
  }

  // ---------- the session's end ----------

  var warning = null;

  function renewed() {
    sessionEndsAt = Date.now() + sessionMs;
    if (warning) warning.remove();
    warning = null;
  }

  function stay() {
    fetch(body.dataset.keepalive || location.href, { credentials: "same-origin", cache: "no-store" })
      .then(function (response) { if (response.ok && !response.redirected) renewed(); });
  }

  function warn() {
    var before = document.activeElement;
    warning = element("div", "timeout");
    warning.setAttribute("role", "alertdialog");
    warning.setAttribute("aria-label", "登录即将到期");
    warning.appendChild(element("p", "", "您有一会儿没有操作，登录将在 2 分钟后到期。已写的文字会留着。"));
    var go = button("继续工作", "btn primary", function () {
      stay();
      if (before && before.focus) before.focus();
    });
    warning.appendChild(go);
    body.appendChild(warning);
    go.focus();
  }

  function over() {
    body.dispatchEvent(new Event("gongkai:session-over"));
    warning.textContent = "";
    warning.appendChild(element("p", "", "登录已到期。没有保存上的文字留在这台电脑上，登录后可以找回。"));
    var again = element("a", "btn primary", "重新登录");
    again.href = location.href;
    warning.appendChild(again);
  }

  function countDown() {
    var left = sessionEndsAt - Date.now();
    if (left <= WARN_BEFORE_MS && !warning) warn();
    if (left <= 0) {
      clearInterval(ticking);
      over();
    }
  }

  var ticking = sessionMs ? setInterval(countDown, 1000) : 0;
  document.addEventListener("htmx:afterRequest", renewed);

  // ---------- keys ----------

  function isTyping(target) {
    return target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName);
  }

  function move(step) {
    var links = Array.from(document.querySelectorAll("[data-rows] .row .t a, .sign-card h2 a"));
    if (!links.length) return false;
    var here = links.indexOf(document.activeElement);
    if (here < 0) here = links.findIndex(function (link) { return link.closest(".row.is-on"); });
    var next = links[Math.min(links.length - 1, Math.max(0, here + step))];
    next.focus();
    next.scrollIntoView({ block: "nearest" });
    return true;
  }

  function pressed(event) {
    if (event.ctrlKey || event.altKey || event.metaKey || event.isComposing) return;
    if (document.documentElement.dataset.keys === "off" || isTyping(event.target)) return;
    var key = event.key.toLowerCase();
    if ((key === "j" && move(1)) || (key === "k" && move(-1))) return event.preventDefault();
    if (!/^[a-z/]$/.test(key)) return;
    var control = document.querySelector('[data-key="' + key + '"]');
    if (!control) return;
    event.preventDefault();
    if (isTyping(control)) control.focus();
    else control.click();
  }

  document.addEventListener("keydown", pressed);

  // ---------- small pieces ----------

  function drop(label) {
    var input = label.querySelector("input[type=file]");
    var output = label.querySelector("output");
    function name() {
      if (!output) return;
      output.textContent = Array.from(input.files).map(function (file) { return file.name; }).join("、");
    }
    input.addEventListener("change", name);
    ["dragover", "dragleave", "drop"].forEach(function (kind) {
      label.addEventListener(kind, function (event) {
        event.preventDefault();
        label.classList.toggle("is-over", kind === "dragover");
        if (kind !== "drop" || !event.dataTransfer.files.length) return;
        input.files = event.dataTransfer.files;
        input.dispatchEvent(new Event("change", { bubbles: true }));
      });
    });
  }

  function endUndo(flash) {
    setTimeout(function () {
      var form = flash.querySelector("form");
      if (form && !form.contains(document.activeElement)) form.remove();
    }, Number(flash.dataset.undoSeconds) * 1000);
  }

  function reveal(control) {
    var field = document.getElementById(control.getAttribute("aria-controls"));
    var shown = field.type === "text";
    field.type = shown ? "password" : "text";
    control.setAttribute("aria-pressed", String(!shown));
  }

  function selectAll(all) {
    document.querySelectorAll('input[type=checkbox][name="' + all.dataset.all + '"]').forEach(function (box) {
      box.checked = all.checked;
    });
  }

  function countChosen() {
    document.querySelectorAll("[data-count]").forEach(function (told) {
      told.textContent = document.querySelectorAll('input[name="' + told.dataset.count + '"]:checked').length;
    });
  }

  document.addEventListener("click", function (event) {
    var control = event.target.closest("[data-do]");
    if (!control) return;
    if (control.dataset.do === "print") window.print();
    if (control.dataset.do === "reveal") reveal(control);
  });
  document.addEventListener("change", function (event) {
    if (event.target.dataset.all) selectAll(event.target);
    if (event.target.type === "radio" || event.target.type === "checkbox") {
      document.querySelectorAll(".pick label").forEach(function (label) {
        var input = label.querySelector("input");
        label.classList.toggle("on", Boolean(input && input.checked));
      });
      countChosen();
    }
  });

  function prepare(root) {
    root.querySelectorAll("form[data-autosave]").forEach(watch);
    root.querySelectorAll("[data-drop]").forEach(drop);
    root.querySelectorAll("[data-undo-seconds]").forEach(endUndo);
    root.querySelectorAll("[data-do][hidden]").forEach(function (control) { control.hidden = false; });
    countChosen();
  }

  prepare(document);
  var summary = document.querySelector(".summary[role=alert]");
  if (summary) summary.focus();
  document.addEventListener("htmx:load", function (event) {
    if (event.target !== body) prepare(event.target);
  });
})();
