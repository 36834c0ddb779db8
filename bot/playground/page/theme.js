// Light or dark. Cards are coloured by the same CSS variables, so nothing typed into one is lost by switching.

export function wireTheme(button) {
  show(button);
  button.addEventListener("click", () => {
    const theme = document.documentElement.dataset.theme === "dark" ? "light" : "dark";
    document.documentElement.dataset.theme = theme;
    localStorage.setItem("theme", theme);
    show(button);
  });
}

function show(button) {
  const isDark = document.documentElement.dataset.theme === "dark";
  button.querySelector("span").textContent = isDark ? "Light colours" : "Dark colours";
  button.querySelector("use").setAttribute("href", isDark ? "#icon-sun" : "#icon-moon");
}
