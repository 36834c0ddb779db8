// The box one writes in: Enter sends, Shift and Enter makes a new line. Each person's unsent words wait for them.

import { element, icon } from "./element.js";

const TALLEST = 180;

export class Compose {
  /** `send(text, file)` sends it on its way. */
  constructor(send) {
    this.send = send;
    this.unsent = new Map();
    this.person = "";
    [this.form, this.words, this.picker, this.chosen] = ["compose", "words", "file", "chosen"].map((id) => document.getElementById(id));
    this.form.addEventListener("submit", (event) => { event.preventDefault(); this.submit(); });
    this.words.addEventListener("input", () => this.fit());
    this.words.addEventListener("keydown", (event) => this.key(event));
    this.picker.addEventListener("change", () => this.showFile());
    document.getElementById("attach").addEventListener("click", () => this.picker.click());
  }

  turnTo(person) {
    this.unsent.set(this.person, this.words.value);
    this.person = person;
    this.words.value = this.unsent.get(person) ?? "";
    this.dropFile();
    this.fit();
  }

  key(event) {
    // Enter that picks a word in an input method does not send.
    if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    this.submit();
  }

  submit() {
    const text = this.words.value;
    const file = this.picker.files[0] ?? null;
    if (!text.trim() && !file) return;
    this.words.value = "";
    this.dropFile();
    this.fit();
    this.words.focus();
    this.send(text, file);
  }

  fit() {
    this.words.style.height = "auto";
    this.words.style.height = `${Math.min(this.words.scrollHeight, TALLEST)}px`;
  }

  showFile() {
    const file = this.picker.files[0];
    if (!file) return this.dropFile();
    const drop = element("button", { type: "button", class: "icon-button", "aria-label": `Remove ${file.name}` }, icon("close"));
    drop.addEventListener("click", () => { this.dropFile(); this.words.focus(); });
    this.chosen.replaceChildren(icon("file"), element("span", { class: "chosen-name" }, file.name), drop);
    this.chosen.hidden = false;
    this.words.focus();
  }

  dropFile() {
    this.picker.value = "";
    this.chosen.hidden = true;
  }
}
