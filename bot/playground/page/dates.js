// Dates and times as the council's wall shows them, wherever the browser is.

const zone = { timeZone: "Europe/London" };
const day = new Intl.DateTimeFormat("en-GB", { ...zone, weekday: "long", day: "numeric", month: "long", year: "numeric" });
const shortDay = new Intl.DateTimeFormat("en-GB", { ...zone, day: "numeric", month: "short", year: "numeric" });
const time = new Intl.DateTimeFormat("en-GB", { ...zone, hour: "2-digit", minute: "2-digit" });

export const dayOf = (at) => day.format(new Date(at)).replace(",", "");
export const timeOf = (at) => time.format(new Date(at));

// Noon, so that a plain date is the same day in every zone.
const noon = (date) => `${date}T12:00:00Z`;
export const dateOf = (date) => dayOf(noon(date));
export const shortDateOf = (date) => shortDay.format(new Date(noon(date)));
