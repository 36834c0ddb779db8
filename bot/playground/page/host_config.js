// How a card looks here: Teams' spacing and sizes, our own colours. They are CSS variables, so that light and dark
// need no drawing anew.

const colour = (name) => ({ default: `var(--${name})`, subtle: `var(--${name === "text" ? "muted" : name})` });

const foregroundColors = {
  default: colour("text"),
  dark: colour("text"),
  light: colour("text"),
  accent: colour("accent-text"),
  good: colour("good"),
  warning: colour("warning"),
  attention: colour("attention"),
};

const style = (background, border) => ({
  backgroundColor: `var(--${background})`,
  borderColor: `var(--${border})`,
  foregroundColors,
});

const font = (name) => ({
  fontFamily: `var(--${name})`,
  fontSizes: { small: 13, default: 15, medium: 16, large: 19, extraLarge: 24 },
  fontWeights: { lighter: 400, default: 400, bolder: 600 },
});

export const hostConfig = {
  supportsInteractivity: true,
  fontTypes: { default: font("font"), monospace: font("font-mono") },
  lineHeights: { small: 19, default: 22, medium: 23, large: 26, extraLarge: 31 },
  spacing: { small: 6, default: 12, medium: 16, large: 22, extraLarge: 28, padding: 20 },
  separator: { lineThickness: 1, lineColor: "var(--line)" },
  imageSizes: { small: 32, medium: 64, large: 128 },
  containerStyles: {
    default: style("card", "line"),
    emphasis: style("emphasis", "line"),
    accent: style("accent-tint", "accent-text"),
    good: style("good-tint", "good"),
    warning: style("warning-tint", "warning"),
    attention: style("attention-tint", "attention"),
  },
  textBlock: { headingLevel: 3 },
  textStyles: { heading: { size: "large", weight: "bolder" } },
  factSet: {
    title: { color: "default", size: "default", isSubtle: true, weight: "default", wrap: true, maxWidth: 180 },
    value: { color: "default", size: "default", isSubtle: false, weight: "default", wrap: true },
    spacing: 16,
  },
  inputs: {
    label: {
      inputSpacing: "small",
      requiredInputs: { weight: "bolder" },
      optionalInputs: { weight: "bolder" },
    },
    errorMessage: { color: "attention", size: "small", spacing: "small", weight: "bolder" },
  },
  actions: {
    maxActions: 6,
    spacing: "large",
    buttonSpacing: 10,
    showCard: { actionMode: "inline", inlineTopMargin: 12, style: "emphasis" },
    preExpandSingleShowCardAction: false,
    actionsOrientation: "horizontal",
    actionAlignment: "left",
  },
};
