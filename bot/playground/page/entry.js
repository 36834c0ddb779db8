// One message of the chat. A change redraws only what changed, so that what is typed into a card stays there.

import { CardView, isReady } from "./card.js";
import { timeOf } from "./dates.js";
import { element, icon } from "./element.js";
import { attachedFile, deliveredFile, offeredFile } from "./file_cards.js";
import { toHtml } from "./markdown.js";

const ADAPTIVE_CARD = "application/vnd.microsoft.card.adaptive";
const FILE_CONSENT = "application/vnd.microsoft.teams.card.file.consent";
const FILE_INFO = "application/vnd.microsoft.teams.card.file.info";

export class EntryView {
  /** `acts` holds `press(entry, action, inputs)` and `consent(entry, answer)`. */
  constructor(entry, acts) {
    this.acts = acts;
    this.drawn = null;
    this.cards = [];
    this.body = element("div", { class: "body" });
    this.banner = element("div", { class: "banner-place", role: "status" });
    this.failure = element("p", { class: "failure", role: "alert" });
    this.time = element("time", { datetime: entry.at }, timeOf(entry.at));
    this.edited = element("span", { class: "edited" });
    const who = entry.author === "bot" ? "Scrutiny" : "You";
    const head = element("p", { class: "head" }, element("span", { class: "who" }, who), this.time, this.edited);
    const mark = entry.author === "bot" ? element("span", { class: "mark", "aria-hidden": "true" }, icon("mark")) : null;
    const column = element("div", { class: "column" }, entry.author === "teams" ? null : head, this.body, this.banner, this.failure);
    this.node = element("li", { class: `message from-${entry.author}`, "data-id": entry.id }, mark, column);
    this.update(entry);
  }

  update(entry) {
    this.entry = entry;
    const looks = JSON.stringify([entry.text, entry.attachments, this.isAnsweredOffer()]);
    if (looks !== this.drawn) {
      const hadFocus = this.drawn !== null && this.body.contains(document.activeElement);
      this.draw();
      this.drawn = looks;
      if (hadFocus) this.focus();
    }
    this.showBanner();
    this.failure.textContent = entry.failure;
    this.edited.textContent = entry.is_edited ? "Edited" : "";
  }

  draw() {
    this.cards = [];
    const drawn = this.entry.attachments.map((attachment, place) => this.attachment(attachment, place));
    this.body.replaceChildren(...(this.entry.text ? [this.words()] : []), ...drawn);
  }

  words() {
    const { author, text, is_plain: isPlain } = this.entry;
    const words = element("div", { class: "words", dir: "auto" });
    const isDrawn = author === "bot" && !isPlain && isReady();
    words.classList.toggle("is-drawn", isDrawn);
    if (isDrawn) words.innerHTML = toHtml(text);
    else words.textContent = text;
    return words;
  }

  attachment(attachment, place) {
    switch (attachment.content_type) {
      case ADAPTIVE_CARD: return this.card(attachment.content, place);
      case FILE_CONSENT: return offeredFile(attachment, this.isAnsweredOffer(), (answer) => this.acts.consent(this.entry, answer));
      case FILE_INFO: return deliveredFile(attachment);
      default: return attachedFile(attachment);
    }
  }

  card(content, place) {
    if (!isReady()) return element("p", { class: "undrawn" }, "A card that cannot be drawn yet.");
    const view = new CardView(content, (number, inputs) => this.acts.press(this.entry, `${place}/${number}`, inputs));
    this.cards.push(view);
    return view.node;
  }

  isAnsweredOffer() {
    const { banner, attachments } = this.entry;
    return Boolean(banner && !banner.is_error) && attachments.some((one) => one.content_type === FILE_CONSENT);
  }

  showBanner() {
    const { banner } = this.entry;
    const shown = banner && element("p", { class: banner.is_error ? "banner is-error" : "banner", dir: "auto" }, banner.text);
    this.banner.replaceChildren(...(shown ? [shown] : []));
    if (shown) shown.scrollIntoView({ block: "nearest" });
  }

  /** What is said of it to somebody who does not see it arrive. */
  spoken() {
    return this.body.querySelector(".words")?.textContent.trim() || this.entry.summary || "a card";
  }

  focus() {
    this.cards[0]?.focus();
  }
}
