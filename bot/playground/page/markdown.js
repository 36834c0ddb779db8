// The little markdown Teams draws: emphasis, links and lists. No HTML, no pictures, no tables.

const LINK = /^https?:\/\//i;

function reader() {
  const markdown = window.markdownit("zero", { html: false, breaks: true, linkify: false });
  markdown.enable(["emphasis", "link", "list", "newline", "escape", "entity"]);
  markdown.validateLink = (url) => LINK.test(url);
  markdown.renderer.rules.link_open = (tokens, index, options, _env, self) => {
    tokens[index].attrSet("target", "_blank");
    tokens[index].attrSet("rel", "noopener noreferrer");
    return self.renderToken(tokens, index, options);
  };
  return markdown;
}

let made;

export function toHtml(text) {
  made ??= reader();
  return made.render(text);
}

export const isWebAddress = (url) => LINK.test(url);
