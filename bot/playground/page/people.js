// The people one can be, each with the mark of what they have not read, and the drawer they are in on a phone.

import { avatar, element } from "./element.js";

export class People {
  constructor(list, chosen) {
    this.list = list;
    this.chosen = chosen;
    this.people = new Map();
    this.buttons = new Map();
  }

  show(people) {
    this.people = new Map(people.map((person) => [person.key, { ...person }]));
    this.buttons = new Map(people.map((person, tone) => [person.key, this.button(person, tone)]));
    this.list.replaceChildren(...[...this.buttons.values()].map((button) => element("li", {}, button)));
    for (const person of people) this.mark(person.key, person.unread);
  }

  button(person, tone) {
    const words = element("span", { class: "person-words" },
      element("span", { class: "person-name" }, person.name), element("span", { class: "person-caption" }, person.caption));
    const unread = element("span", { class: "unread", hidden: true });
    const button = element("button", { type: "button", class: "person", "data-person": person.key }, avatar(person, tone % 6), words, unread);
    button.addEventListener("click", () => this.chosen(person.key));
    return button;
  }

  choose(key) {
    for (const [other, button] of this.buttons) {
      if (other === key) button.setAttribute("aria-current", "true");
      else button.removeAttribute("aria-current");
    }
  }

  mark(key, count) {
    const unread = this.buttons.get(key)?.querySelector(".unread");
    if (!unread) return;
    this.people.get(key).unread = count;
    unread.hidden = count === 0;
    unread.replaceChildren(String(count), element("span", { class: "unseen" }, " unread"));
  }

  unreadElsewhere(current) {
    return [...this.people.values()].filter((one) => one.key !== current).reduce((sum, one) => sum + one.unread, 0);
  }
}

export class Drawer {
  constructor() {
    [this.rail, this.veil, this.opener] = ["rail", "veil", "rail-open"].map((id) => document.getElementById(id));
    this.narrow = matchMedia("(max-width: 760px)");
    this.narrow.addEventListener("change", () => this.set(false));
    this.opener.addEventListener("click", () => this.set(true));
    this.veil.addEventListener("click", () => this.close());
    document.getElementById("rail-close").addEventListener("click", () => this.close());
    document.addEventListener("keydown", (event) => { if (event.key === "Escape" && this.isOpen()) this.close(); });
    this.set(false);
  }

  isOpen() {
    return this.opener.getAttribute("aria-expanded") === "true";
  }

  set(isOpen) {
    this.rail.classList.toggle("is-open", isOpen);
    // Out of reach while it is out of sight; and while it is open, so is what lies under it.
    this.rail.inert = this.narrow.matches && !isOpen;
    document.getElementById("chat").inert = this.narrow.matches && isOpen;
    this.veil.hidden = !isOpen;
    this.opener.setAttribute("aria-expanded", String(isOpen));
    if (isOpen) (this.rail.querySelector("[aria-current]") ?? this.rail.querySelector(".person"))?.focus();
  }

  close() {
    if (!this.isOpen()) return;
    this.set(false);
    this.opener.focus();
  }
}
