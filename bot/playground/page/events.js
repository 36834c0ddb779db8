// The news from the playground as it happens. After a break the page asks for everything anew.

export function listen(heard, begunAgain) {
  const source = new EventSource("/playground/events");
  let wasOpen = false;
  source.addEventListener("open", () => {
    if (wasOpen) begunAgain();
    wasOpen = true;
  });
  source.addEventListener("message", (event) => heard(JSON.parse(event.data)));
}
