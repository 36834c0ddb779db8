// What every state of the page must hold, looked for inside the page; see checks.py.
() => {
  const found = [];
  const say = (element, words) => {
    const name = element.className?.baseVal ?? element.className;
    found.push(`${element.tagName.toLowerCase()}.${name} “${(element.textContent || "").trim().slice(0, 30)}” ${words}`);
  };
  const isShown = (element) =>
    element.checkVisibility({ checkVisibilityCSS: true, checkOpacity: true }) && !element.closest("[inert]") && !element.closest(".unseen");

  const named = (element) => {
    const by = (element.getAttribute("aria-labelledby") || "").split(" ").filter(Boolean);
    const labels = by.map((id) => document.getElementById(id)?.textContent || "").join(" ");
    const own = element.getAttribute("aria-label") || labels || [...(element.labels || [])].map((one) => one.textContent).join(" ");
    return (own || (["BUTTON", "A"].includes(element.tagName) ? element.textContent : "")).trim();
  };

  const controls = [...document.querySelectorAll("a[href], button, input, select, textarea, [tabindex='0'], [role=button]")].filter(isShown);
  for (const control of controls) {
    if (!named(control)) say(control, "has no name");
    const box = control.getBoundingClientRect();
    const isInText = control.tagName === "A" && getComputedStyle(control).display === "inline";
    const label = control.labels?.[0]?.getBoundingClientRect();
    const height = Math.max(box.height, ["radio", "checkbox"].includes(control.type) ? (control.parentElement.getBoundingClientRect().height) : 0, label?.height ?? 0);
    if (innerWidth < 500 && !isInText && !control.matches(".skip, .scroller") && height < 43.5) say(control, `is ${Math.round(height)} px high`);
  }

  for (const element of document.querySelectorAll("body *")) {
    if (!isShown(element)) continue;
    const box = element.getBoundingClientRect();
    if (box.width && (box.right > innerWidth + 1 || box.left < -1) && !element.closest(".skip, .rail:not(.is-open), .sprite, .progress")) {
      say(element, `reaches from ${Math.round(box.left)} to ${Math.round(box.right)} of ${innerWidth}`);
    }
  }
  if (document.documentElement.scrollWidth > innerWidth) found.push("the page scrolls sideways");
  for (const id of ["scroller", "rail"]) {
    const pane = document.getElementById(id);
    if (pane.scrollWidth > pane.clientWidth) say(pane, "scrolls sideways");
  }

  const canvas = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
  const rgba = (colour) => {
    canvas.clearRect(0, 0, 1, 1);
    canvas.fillStyle = colour;
    canvas.fillRect(0, 0, 1, 1);
    const [red, green, blue, alpha] = canvas.getImageData(0, 0, 1, 1).data;
    return [red, green, blue, alpha / 255];
  };
  const over = (front, back) => front.slice(0, 3).map((value, at) => value * front[3] + back[at] * (1 - front[3])).concat(1);
  const behind = (element) => {
    const layers = [];
    for (let one = element; one; one = one.parentElement) layers.push(rgba(getComputedStyle(one).backgroundColor));
    return layers.reverse().reduce((back, front) => over(front, back), [255, 255, 255, 1]);
  };
  const light = (colour) => {
    const [red, green, blue] = colour.slice(0, 3).map((value) => {
      const part = value / 255;
      return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const contrast = (one, other) => {
    const [dim, bright] = [light(one), light(other)].sort((a, b) => a - b);
    return (bright + 0.05) / (dim + 0.05);
  };
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const element = walker.currentNode.parentElement;
    if (!walker.currentNode.data.trim() || !isShown(element) || element.closest("[aria-disabled=true], option")) continue;
    const style = getComputedStyle(element);
    const back = behind(element);
    const size = parseFloat(style.fontSize);
    const needed = size >= 24 || (size >= 18.66 && Number(style.fontWeight) >= 700) ? 3 : 4.5;
    const ratio = contrast(over(rgba(style.color), back), back);
    if (ratio < needed) say(element, `has a contrast of ${ratio.toFixed(2)}`);
  }

  const ids = [...document.querySelectorAll("[id]")].map((element) => element.id);
  for (const id of new Set(ids.filter((id, at) => ids.indexOf(id) !== at))) found.push(`two elements have the id ${id}`);
  for (const image of document.images) if (!image.hasAttribute("alt")) say(image, "has no alternative text");
  return [...new Set(found)];
}
