// The text editor of a draft. Without it the text area stays and takes the same HTML.
import {
  Blockquote, Bold, BulletList, Caption, Document, Dropcursor, Figure, Gapcursor, HardBreak, Heading,
  History, HorizontalRule, Image, Italic, Link, ListItem, Menu, NodeClass, OrderedList, Paragraph,
  Strike, Subscript, Superscript, Table, TableCell, TableHeader, TableRow, Text, Underline,
  createTextareaEditor,
} from "../django_prose_editor/editor.js";

const CLASSES = [
  { className: "c", title: "居中" },
  { className: "r", title: "靠右" },
  { className: "sign", title: "落款" },
];
const CAPTION = { className: "caption", title: "表题" };
const CELL = [{ className: "r", title: "靠右" }, { className: "c", title: "居中" }];
const NAMED = { paragraph: [...CLASSES, CAPTION], heading: CLASSES, tableCell: CELL, tableHeader: CELL };
const WORDS = {
  blockquote: "引用", bold: "加粗", "unordered list": "项目符号", "ordered list": "编号", italic: "斜体",
  underline: "下划线", strike: "删除线", subscript: "下标", superscript: "上标", "insert link": "链接",
  "remove link": "去掉链接", paragraph: "正文", "horizontal rule": "分隔线", "insert table": "插入表格",
  undo: "撤销", redo: "重做", "add column": "加一列", "delete column": "删去这一列", "add row": "加一行",
  "delete row": "删去这一行", "merge cells": "合并单元格", "split cell": "拆分单元格",
  "delete table": "删去表格", "toggle header cell": "表头单元格", "heading 2": "一级标题",
  "heading 3": "二级标题", "heading 4": "三级标题", "block style": "版式", "reset all classes": "恢复默认版式",
  "list properties": "列表设置", heading: "标题", tablecell: "单元格", tableheader: "表头单元格",
  "table cell": "单元格", "table header": "表头单元格", default: "默认",
};
const NEVER_OFFERED = "figure"; // pictures are uploaded below the text, never linked from elsewhere

function inChinese(words) {
  const whole = WORDS[words.trim().toLowerCase()];
  if (whole) return whole;
  return words.split(": ").map((part) => WORDS[part.trim().toLowerCase()] || part).join("：");
}

function translate(box) {
  box.querySelectorAll(".prose-menubar [title]").forEach((control) => {
    if (control.title === NEVER_OFFERED) control.hidden = true;
    const words = inChinese(control.title);
    if (control.title !== words) control.title = words;
    if (control.getAttribute("aria-label") !== words) control.setAttribute("aria-label", words);
  });
  box.querySelectorAll(".prose-menubar button, .prose-menubar__picker *").forEach((item) => {
    if (item.children.length || item.classList.contains("material-icons")) return;
    const words = inChinese(item.textContent);
    if (item.textContent !== words) item.textContent = words;
  });
}

// The editor knows no captions: they stand as a line of class caption above their table, and
// cleaning on the server puts them back.
function withoutCaptions(html) {
  if (html.indexOf("<caption") < 0) return html;
  const page = new DOMParser().parseFromString(html, "text/html");
  page.querySelectorAll("caption").forEach((caption) => {
    const line = page.createElement("p");
    line.className = CAPTION.className;
    line.innerHTML = caption.innerHTML;
    caption.closest("table").before(line);
    caption.remove();
  });
  return page.body.innerHTML;
}

function scoped(cell) {
  return cell.extend({
    addAttributes() {
      return { ...this.parent?.(), scope: { default: null } };
    },
  });
}

// With this script a chosen picture goes up at once and stands where the cursor is.
function takePictures(form, editor) {
  const input = form && form.elements.pictures;
  if (!input || !form.dataset.pictures) return;
  const hint = document.getElementById(input.id + "_helptext");
  const status = document.createElement("p");
  status.className = "hint";
  status.setAttribute("role", "status");
  input.after(status);
  if (hint) hint.textContent = "插在正文里光标所在的地方。";
  input.addEventListener("change", async () => {
    const chosen = [...input.files];
    input.value = "";
    const said = [];
    for (const file of chosen) {
      status.textContent = "正在上传“" + file.name + "”…";
      said.push(await takePicture(form, editor, file));
    }
    status.textContent = said.filter(Boolean).join("；") || "图片已经插入";
  });
}

async function takePicture(form, editor, file) {
  const data = new FormData();
  data.append("picture", file);
  const token = form.elements.csrfmiddlewaretoken.value;
  try {
    const answer = await fetch(form.dataset.pictures, {
      method: "POST", body: data, credentials: "same-origin",
      headers: { "X-CSRFToken": token, "X-Requested-With": "fetch" },
    });
    const told = await answer.json();
    if (!answer.ok) return told.message;
    const image = { type: "image", attrs: { src: told.src, alt: "" } };
    editor.chain().focus().insertContent({ type: "figure", content: [image] }).run();
    return "";
  } catch {
    return "“" + file.name + "”没有传上去，请检查网络后再选一次";
  }
}

function open(area) {
  area.value = withoutCaptions(area.value);
  const editor = createTextareaEditor(area, [
    Document, Dropcursor, Gapcursor, Paragraph, HardBreak, Text, History, Menu,
    Heading.configure({ levels: [2, 3, 4] }), Bold, Italic, Underline, Strike, Subscript, Superscript,
    Link.configure({ enableTarget: false }), BulletList, OrderedList, ListItem, Blockquote, HorizontalRule,
    Table, TableRow, scoped(TableHeader), scoped(TableCell), Figure, Caption, Image,
    NodeClass.configure({ cssClasses: NAMED }),
  ]);
  const box = area.closest(".prose-editor");
  const text = editor.view.dom;
  const label = document.querySelector('label[for="' + area.id + '"]');
  text.setAttribute("role", "textbox");
  text.setAttribute("aria-multiline", "true");
  text.setAttribute("aria-label", label ? label.firstChild.textContent.trim() : "正文");
  if (area.hasAttribute("aria-describedby")) {
    text.setAttribute("aria-describedby", area.getAttribute("aria-describedby"));
  }
  if (label) label.addEventListener("click", () => editor.commands.focus());
  takePictures(area.form, editor);
  translate(box);
  new MutationObserver(() => translate(box)).observe(box, { childList: true, subtree: true });
  area.addEventListener("change", () => {
    if (area.value !== editor.getHTML()) editor.commands.setContent(withoutCaptions(area.value));
  });
}

document.querySelectorAll("textarea[data-editor]").forEach(open);
