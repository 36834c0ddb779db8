// The messages of one chat in order, with the days between them, and where the reader's eye is kept.

import { dayOf } from "./dates.js";
import { element } from "./element.js";
import { EntryView } from "./entry.js";

const NEAR_THE_END = 160;

export class Chat {
  constructor(scroller, list, acts) {
    this.scroller = scroller;
    this.list = list;
    this.acts = acts;
    this.chats = new Map();
    this.views = new Map();
    this.lastDay = "";
    this.isFollowing = true;
    scroller.addEventListener("scroll", () => { this.isFollowing = this.isNearTheEnd(); });
    // When suggestions, a taller message box or a phone's keyboard take room, the end stays in sight.
    new ResizeObserver(() => { if (this.isFollowing) this.toTheEnd(); }).observe(scroller);
  }

  toTheEnd() {
    this.scroller.scrollTop = this.scroller.scrollHeight;
  }

  /** Turns to somebody's chat. The one that was shown is put by as it stands, with what is typed into its cards. */
  show(key, entries) {
    this.chats.set(this.key, { views: this.views, lastDay: this.lastDay, nodes: [...this.list.childNodes] });
    const { views, lastDay, nodes } = this.chats.get(key) ?? { views: new Map(), lastDay: "", nodes: [] };
    Object.assign(this, { key, views, lastDay });
    this.list.replaceChildren(...nodes);
    this.refresh(entries);
    this.toTheEnd();
  }

  /** The same messages again after a break: what is typed into a card that has not changed stays. */
  refresh(entries) {
    for (const id of this.views.keys()) if (!entries.some((entry) => entry.id === id)) this.remove(id);
    for (const entry of entries) this.take(entry);
  }

  /** True when the message is a new one. */
  take(entry) {
    const view = this.views.get(entry.id);
    if (view) {
      view.update(entry);
      return false;
    }
    const isFollowing = entry.author === "person" || this.isNearTheEnd();
    const node = this.append(entry);
    if (isFollowing) this.bringIntoView(node);
    return true;
  }

  remove(id) {
    this.views.get(id)?.node.remove();
    this.views.delete(id);
  }

  last() {
    return [...this.views.values()].at(-1)?.entry;
  }

  append(entry) {
    const day = dayOf(entry.at);
    if (day !== this.lastDay) this.list.append(element("li", { class: "day" }, element("span", {}, day)));
    this.lastDay = day;
    const view = new EntryView(entry, this.acts);
    this.views.set(entry.id, view);
    this.list.append(view.node);
    return view.node;
  }

  isNearTheEnd() {
    const { scrollTop, scrollHeight, clientHeight } = this.scroller;
    return scrollHeight - scrollTop - clientHeight < NEAR_THE_END;
  }

  /** To the end, but never past the beginning of a card taller than the window: it is read from its top. */
  bringIntoView(node) {
    const isTall = node.offsetHeight > this.scroller.clientHeight;
    node.scrollIntoView({ block: isTall ? "start" : "end" });
  }
}
