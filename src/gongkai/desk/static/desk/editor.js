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
const CELL = [{ className: "r", title: "数字靠右" }, { className: "c", title: "居中" }];
const NAMED = { paragraph: CLASSES, heading: CLASSES, tableCell: CELL, tableHeader: CELL };
const TITLES = {
  "Blockquote": "引用", "Bold": "加粗", "Bullet list": "项目符号", "Ordered list": "编号", "Italic": "斜体",
  "Underline": "下划线", "Strike": "删除线", "Subscript": "下标", "Superscript": "上标", "Link": "链接",
  "Paragraph": "正文", "Horizontal rule": "分隔线", "Insert table": "插入表格", "Undo": "撤销", "Redo": "重做",
  "Add column": "加一列", "Delete column": "删去这一列", "Add row": "加一行", "Delete row": "删去这一行",
  "Merge or split cells": "合并或拆分单元格", "Toggle header cell": "表头单元格", "Delete table": "删去表格",
  "unlink": "去掉链接", "Insert Figure": "图片", "figure": "图片", "Figure": "图片",
  "heading 2": "一级标题", "heading 3": "二级标题", "heading 4": "三级标题",
};

function name(element) {
  element.querySelectorAll("[title]").forEach((control) => {
    const words = TITLES[control.title] || control.title;
    control.title = words;
    control.setAttribute("aria-label", words);
  });
}

function open(area) {
  const editor = createTextareaEditor(area, [
    Document, Dropcursor, Gapcursor, Paragraph, HardBreak, Text, History, Menu,
    Heading.configure({ levels: [2, 3, 4] }), Bold, Italic, Underline, Strike, Subscript, Superscript,
    Link.configure({ enableTarget: false }), BulletList, OrderedList, ListItem, Blockquote, HorizontalRule,
    Table, TableRow, TableHeader, TableCell, Figure, Caption, Image,
    NodeClass.configure({ cssClasses: NAMED }),
  ]);
  const box = area.closest(".prose-editor");
  const text = box.querySelector(".ProseMirror");
  const label = document.querySelector('label[for="' + area.id + '"]');
  text.setAttribute("role", "textbox");
  text.setAttribute("aria-multiline", "true");
  text.setAttribute("aria-label", label ? label.textContent.trim() : "正文");
  if (label) label.addEventListener("click", () => editor.commands.focus());
  name(box);
  new MutationObserver(() => name(box)).observe(box, { childList: true, subtree: true });
  area.addEventListener("change", () => {
    if (area.value !== editor.getHTML()) editor.commands.setContent(area.value);
  });
}

document.querySelectorAll("textarea[data-editor]").forEach(open);
