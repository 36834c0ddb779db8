// What a screen reader says without the focus moving.

export function announce(sentence) {
  const announcer = document.getElementById("announcer");
  announcer.textContent = "";
  // Emptied first and filled a moment later, so that the same words said twice are heard twice.
  setTimeout(() => { announcer.textContent = sentence; }, 50);
}
