// What ICU's list formatter makes of the names of bylines: node tests/bench/icu_lists.js > tests/golden/byline_lists.jsonl
"use strict";
const lists = [["Ana Ruiz", "Luis Gil"], ["Ana Ruiz", "Isabel Gil"], ["Jane Doe", "John Roe", "Ann Poe"],
  ["Ana", "Luis", "Hilda", "Rosa"], ["דנה כהן", "יוסי לוי"], ["דנה כהן", "Jane Doe"], ["أحمد علي", "Jane Doe", "محمد حسن"],
  ["山田太郎", "鈴木花子", "高橋健"], ["Анна", "Игорь", "Олег"], ["สมชาย ใจดี", "สมหญิง รักไทย"]];
const locales = ("en en-GB de fr es es-MX pt pt-PT it ca nl sv da nb fi pl cs sk hu ro bg el ru uk be sr sr-Latn hr sl tr kk " +
  "ar fa he ur hi bn ja zh zh-Hant ko th vi id et lv lt is").split(" ");
for (const [at, locale] of locales.entries())
  for (const step of [0, 2, 3, 5, 7]) {
    const names = lists[(at + step) % lists.length];
    const icu = new Intl.ListFormat(locale, {type: "conjunction", style: "long"}).format(names);
    console.log(JSON.stringify({locale, names, icu, version: process.versions.icu}));
  }
