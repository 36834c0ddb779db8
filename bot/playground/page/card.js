// One adaptive card: drawn, pressed, and told how the press went.

import { announce } from "./announce.js";
import { element } from "./element.js";
import { hostConfig } from "./host_config.js";
import { isWebAddress, toHtml } from "./markdown.js";

const STANDS_BY = ["fallback", "data"];

/** Every object of a card as it is shown, in the order in which the playground counts the buttons. */
function* parts(value) {
  if (Array.isArray(value)) {
    for (const one of value) yield* parts(one);
  } else if (value && typeof value === "object") {
    yield value;
    for (const [name, one] of Object.entries(value)) if (!STANDS_BY.includes(name)) yield* parts(one);
  }
}

export function isReady() {
  return Boolean(window.AdaptiveCards && window.markdownit);
}

function prepare() {
  window.AdaptiveCards.AdaptiveCard.onProcessMarkdown = (text, result) => {
    result.outputHtml = toHtml(text);
    result.didProcess = true;
  };
}

export class CardView {
  /** `press(number, inputs)` sends a press on its way and returns when it is answered. */
  constructor(content, press) {
    if (!window.AdaptiveCards.AdaptiveCard.onProcessMarkdown) prepare();
    this.press = press;
    this.isWaiting = false;
    this.node = element("div", { class: "card" });
    this.node.append(this.drawn(content), element("div", { class: "progress", "aria-hidden": "true" }));
    const marking = new MutationObserver(() => this.markInvalid());
    marking.observe(this.node, { subtree: true, attributeFilter: ["class"] });
  }

  drawn(content) {
    const numbers = new Map();
    for (const part of parts(content)) if (String(part.type).startsWith("Action.")) numbers.set(part, numbers.size);
    const context = new window.AdaptiveCards.SerializationContext();
    const numbered = new Map();
    context.onParseAction = (action, source) => numbered.set(action, numbers.get(source));
    const card = new window.AdaptiveCards.AdaptiveCard();
    card.hostConfig = new window.AdaptiveCards.HostConfig(hostConfig);
    card.onExecuteAction = (action) => this.execute(action, numbered.get(action));
    card.parse(content, context);
    return rendered(card);
  }

  async execute(action, number) {
    if (action instanceof window.AdaptiveCards.OpenUrlAction) {
      if (isWebAddress(action.url)) window.open(action.url, "_blank", "noopener,noreferrer");
      return;
    }
    // The others, such as showing and hiding parts of the card, the library has already done.
    const { ExecuteAction, SubmitAction } = window.AdaptiveCards;
    if (this.isWaiting || !(action instanceof ExecuteAction || action instanceof SubmitAction)) return;
    const inputs = Object.values(action.getReferencedInputs() ?? {}).map((input) => [input.id, String(input.value ?? "")]);
    const button = action.renderedElement;
    this.wait(button, true);
    await this.press(number, Object.fromEntries(inputs));
    this.wait(button, false);
  }

  /** The button keeps the focus while it waits: a disabled one would drop it. */
  wait(button, isWaiting) {
    this.isWaiting = isWaiting;
    this.node.classList.toggle("is-waiting", isWaiting);
    this.node.setAttribute("aria-busy", String(isWaiting));
    if (isWaiting) button?.setAttribute("aria-disabled", "true");
    else button?.removeAttribute("aria-disabled");
  }

  /** The library marks a wrong input by a class alone, which nobody hears. */
  markInvalid() {
    for (const input of this.node.querySelectorAll(".ac-input")) {
      const isInvalid = input.classList.contains("ac-input-validation-failed");
      if (isInvalid) input.setAttribute("aria-invalid", "true");
      else input.removeAttribute("aria-invalid");
    }
  }

  /** After one card took another's place: to its heading, which is brought into view if it is not there. */
  focus() {
    const heading = this.node.querySelector("[role=heading]") ?? this.node;
    heading.setAttribute("tabindex", "-1");
    heading.focus({ preventScroll: true });
    heading.scrollIntoView({ block: "nearest" });
    announce(heading.textContent.slice(0, 200));
  }
}

/** A card the library trips over is one message lost, not the whole chat. */
function rendered(card) {
  try {
    const drawn = card.render();
    // The library makes every card a stop for the Tab key, and names it no better than "card".
    drawn.removeAttribute("tabindex");
    nameBoxes(drawn);
    groupChoices(drawn);
    return drawn;
  } catch (error) {
    console.error("A card could not be drawn.", error);
    return element("p", { class: "undrawn" }, "This card could not be drawn.");
  }
}

let cardsWithChoices = 0;

/** The library gives the choices of every card one name, and a browser takes choices of one name for one question. */
function groupChoices(drawn) {
  cardsWithChoices += 1;
  for (const choice of drawn.querySelectorAll("input[type=radio]")) choice.name += `-of-card-${cardsWithChoices}`;
  for (const choices of drawn.querySelectorAll(".ac-choiceSetInput-expanded:has(input[type=radio])")) {
    choices.setAttribute("role", "radiogroup");
  }
}

/** The library labels the frame around a list that one types into, and takes its box's own name away with the first letter. */
function nameBoxes(drawn) {
  for (const box of drawn.querySelectorAll(".ac-choiceSetInput-filtered")) {
    box.setAttribute("aria-labelledby", box.parentElement.getAttribute("aria-labelledby"));
  }
}
