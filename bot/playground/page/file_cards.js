// Files in the chat: one that somebody attached, one the bot offers, one it has put in place.

import { element, icon } from "./element.js";
import { isWebAddress } from "./markdown.js";

const PLACE = "/playground/files/";

/** Files of the playground are fetched from the page's own address, whichever name this machine was opened by. */
function address(url) {
  if (!isWebAddress(url)) return null;
  const { pathname } = new URL(url);
  return pathname.startsWith(PLACE) ? pathname : url;
}

function size(bytes) {
  if (bytes < 1024) return `${bytes} bytes`;
  return bytes < 1024 * 1024 ? `${Math.round(bytes / 1024)} KB` : `${(bytes / 1024 / 1024).toFixed(1)} MB`;
}

function row(name, note, ...rest) {
  const words = element("div", { class: "file-words" }, element("p", { class: "file-name" }, name), note);
  return element("div", { class: "file-row" }, element("span", { class: "file-icon" }, icon("file")), words, ...rest);
}

const note = (text) => (text ? element("p", { class: "file-note" }, text) : null);

export function attachedFile({ name, url, content_type: type }) {
  const place = address(url);
  if (type.startsWith("image/") && place?.startsWith(PLACE)) {
    return element("img", { class: "picture", src: place, alt: `Picture: ${name}` });
  }
  return row(name, note("Attached"));
}

export function offeredFile({ name, content }, answered, answer) {
  const card = element("div", { class: "card file-card" }, row(name, note(`${content.description} · ${size(content.sizeInBytes)}`)));
  if (answered) return card;
  const button = (label, kind, given) => {
    const made = element("button", { type: "button", class: kind }, label);
    made.addEventListener("click", async () => {
      if (card.getAttribute("aria-busy") === "true") return;
      card.setAttribute("aria-busy", "true");
      made.setAttribute("aria-disabled", "true");
      await answer(given);
      card.setAttribute("aria-busy", "false");
      made.removeAttribute("aria-disabled");
    });
    return made;
  };
  const buttons = [button("Allow", "main-button", "accept"), button("Decline", "quiet-button", "decline")];
  card.append(element("p", { class: "file-ask" }, "Put this file in your files?"), element("div", { class: "file-buttons" }, ...buttons));
  return card;
}

export function deliveredFile({ name, url, content }) {
  const place = address(url);
  const link = place && element("a", { class: "quiet-button", href: place, download: name, "aria-label": `Download ${name}` }, "Download");
  const kind = content.fileType ? `${content.fileType.toUpperCase()} · in your files` : "In your files";
  return element("div", { class: "card file-card" }, row(name, note(kind), link));
}
