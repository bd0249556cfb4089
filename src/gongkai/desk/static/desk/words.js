// The editor's words in Chinese; loaded before the editor, which asks window.gettext for them.
(function () {
  "use strict";
  var WORDS = {
    "Image URL": "图片地址", "Alternative Text": "替代文字", "Caption": "图注", "Edit Figure": "修改图片",
    "Insert Figure": "插入图片", "Update": "更新", "Insert": "插入", "Edit HTML": "修改代码", "Prettify": "整理",
    "URL": "网址", "Title": "标题", "Open in new window": "在新窗口打开", "Edit Link": "修改链接",
    "List properties": "列表设置", "List Properties": "列表设置", "Decimal numbers": "数字", "Start at": "起始号",
    "Lowercase letters": "小写字母", "Uppercase letters": "大写字母", "Lowercase Roman numerals": "小写罗马数字",
    "Uppercase Roman numerals": "大写罗马数字", "List type": "编号样式", "Rows": "行数", "Columns": "列数",
    "Include header row": "第一行作表头", "Table Properties": "表格", "Insert Table": "插入表格", "Cancel": "取消"
  };
  window.gettext = function (words) { return WORDS[words] || words; };
})();
