// Answers a list of questions with Intl. Usage: node icu_peer.js QUESTIONS.json; one JSON array a locale on stdout.
const fs = require("fs");
const asked = JSON.parse(fs.readFileSync(process.argv[2], "utf8"));
fs.writeSync(1, JSON.stringify({ icu: process.versions.icu, cldr: process.versions.cldr }) + "\n");
for (const locale of asked.locales) {
  let found = null;
  try {
    found = new Intl.DateTimeFormat(locale).resolvedOptions().locale;
  } catch {
    continue;
  }
  // Norwegian and its old spelling share one file.
  if (found !== locale && !locale.startsWith("nb")) continue;
  const answers = [];
  for (const [date, time] of asked.pairs) {
    const lengths = {};
    if (date) lengths.dateStyle = date;
    if (time) lengths.timeStyle = time;
    for (const [zone, moments] of Object.entries(asked.moments)) {
      const written = new Intl.DateTimeFormat(locale + "-u-ca-gregory", { ...lengths, timeZone: zone });
      for (const moment of moments) answers.push(written.format(new Date(moment)));
    }
  }
  fs.writeSync(1, JSON.stringify([locale, answers]) + "\n");
}
