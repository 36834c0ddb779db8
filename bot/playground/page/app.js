// Where it begins: the people, the chat of the one that is chosen, and the news that keeps every open page alike.

import { announce } from "./announce.js";
import * as api from "./api.js";
import { isReady } from "./card.js";
import { Chat } from "./chat.js";
import { Compose } from "./compose.js";
import { dateOf, shortDateOf } from "./dates.js";
import { element } from "./element.js";
import { listen } from "./events.js";
import { Drawer, People } from "./people.js";
import { wireTheme } from "./theme.js";

const LONGEST_TYPING = 10_000;
const at = (id) => document.getElementById(id);

let current = "";
let typingTimer;
let held = null; // news of the chat that is being fetched: told once it is shown

const drawer = new Drawer();
const people = new People(at("people"), (key) => { location.hash = key; drawer.close(); });
const chat = new Chat(at("scroller"), at("messages"), {
  press: (entry, action, inputs) => attempt(api.press(current, entry.id, action, inputs)),
  consent: (entry, answer) => attempt(api.consent(current, entry.id, answer)),
});
const compose = new Compose((text, file) => attempt(file ? api.sendFile(current, file, text) : api.say(current, text)));

async function attempt(asked) {
  at("trouble").textContent = "";
  try {
    await asked;
  } catch (error) {
    at("trouble").textContent = error.message;
  }
}

async function turnTo(key) {
  current = key;
  const person = people.people.get(key);
  people.choose(key);
  compose.turnTo(key);
  showTyping(false);
  at("chat-with").textContent = `Chat with ${person.name}`;
  await fetched(key, (entries) => chat.show(key, entries));
  await api.open(key);
  seen();
}

async function fetched(key, show) {
  held = [];
  try {
    const entries = await api.transcript(key);
    if (current === key) show(entries);
  } finally {
    const missed = held ?? [];
    held = null;
    missed.forEach(hear);
  }
  showSuggestions();
}

async function reload() {
  const { bot, today, people: found } = await api.people();
  at("chat-title").textContent = bot;
  showDate(today);
  people.show(found);
  people.choose(current);
  return found;
}

function seen() {
  if (document.visibilityState === "visible" && people.people.get(current)?.unread) attempt(api.read(current));
  const elsewhere = people.unreadElsewhere(current);
  at("rail-open").querySelector(".dot").hidden = elsewhere === 0;
  document.title = elsewhere ? `(${elsewhere}) Scrutiny playground` : "Scrutiny playground";
}

function showDate(today) {
  at("today").textContent = dateOf(today);
  at("today").dateTime = today;
  document.querySelector(".note-today").textContent = ` · ${shortDateOf(today)}`;
}

function showTyping(isTyping) {
  clearTimeout(typingTimer);
  at("typing").hidden = !isTyping;
  if (!isTyping) return;
  typingTimer = setTimeout(() => showTyping(false), LONGEST_TYPING);
  if (chat.isNearTheEnd()) at("typing").scrollIntoView({ block: "end" });
}

/** Only the latest message's suggestions are on offer, as in Teams. */
function showSuggestions() {
  const suggestions = chat.last()?.suggestions ?? [];
  at("suggestions").hidden = suggestions.length === 0;
  at("suggestions").replaceChildren(...suggestions.map(({ title, value }) => {
    const pill = element("button", { type: "button", class: "pill" }, title);
    pill.addEventListener("click", () => { at("words").focus(); attempt(api.say(current, value)); });
    return pill;
  }));
}

const heard = {
  entry(entry) {
    const isNew = chat.take(entry);
    if (entry.author === "bot") showTyping(false);
    if (isNew && entry.author === "bot") announce(`Scrutiny: ${chat.views.get(entry.id).spoken()}`);
    showSuggestions();
  },
  removed(id) {
    chat.remove(id);
    showSuggestions();
  },
  typing: () => showTyping(true),
  settled: () => showTyping(false),
};

function hear({ kind, person, told }) {
  if (kind === "clock") {
    showDate(told);
    announce(`It is now ${dateOf(told)}`);
  } else if (kind === "unread") {
    people.mark(person, told);
    seen();
  } else if (person === current && held) {
    held.push({ kind, person, told });
  } else if (person === current) {
    heard[kind](told);
  }
}

async function catchUp() {
  await reload();
  await fetched(current, (entries) => chat.refresh(entries));
  seen();
}

function wanted() {
  const key = decodeURIComponent(location.hash.slice(1));
  return people.people.has(key) ? key : [...people.people.keys()][0];
}

async function begin() {
  if (!isReady()) {
    at("missing").textContent = "The scripts that draw cards are missing. Run “npm ci” in the folder bot/playground, then reload this page.";
    at("missing").hidden = false;
  }
  wireTheme(at("theme"));
  for (const button of document.querySelectorAll("[data-step]")) {
    button.addEventListener("click", () => attempt(api.clock(button.dataset.step)));
  }
  // The address after # names the person, so the link may not put anything else there.
  document.querySelector(".skip").addEventListener("click", (event) => { event.preventDefault(); at("words").focus(); });
  await reload();
  listen(hear, () => attempt(catchUp()));
  addEventListener("hashchange", () => attempt(turnTo(wanted())));
  document.addEventListener("visibilitychange", seen);
  await turnTo(wanted());
}

attempt(begin());
