// What the page asks of the playground. Every refusal comes back as a sentence to show.

export class Trouble extends Error {}

async function answer(response) {
  const isJson = response.headers.get("Content-Type")?.startsWith("application/json");
  const body = isJson ? await response.json() : {};
  if (!response.ok) throw new Trouble(body.trouble ?? `The playground could not do that (${response.status}).`);
  return body;
}

async function ask(path, options) {
  try {
    return await answer(await fetch(`/playground/${path}`, options));
  } catch (error) {
    if (error instanceof Trouble) throw error;
    throw new Trouble("The playground does not answer. Is the program still running?");
  }
}

function does(name, asked) {
  const headers = { "Content-Type": "application/json" };
  return ask(name, { method: "POST", headers, body: JSON.stringify(asked) });
}

export const people = () => ask("people");
export const transcript = (person) => ask(`transcript/${encodeURIComponent(person)}`);
export const open = (person) => does("open", { person });
export const read = (person) => does("read", { person });
export const say = (person, text) => does("say", { person, text });
export const press = (person, entry, action, inputs) => does("press", { person, entry, action, inputs });
export const consent = (person, entry, answered) => does("consent", { person, entry, answer: answered });
export const clock = (step) => does("clock", { step });

export function sendFile(person, file, text) {
  const query = new URLSearchParams({ person, name: file.name, text });
  const headers = { "Content-Type": file.type || "application/octet-stream" };
  return ask(`file?${query}`, { method: "POST", headers, body: file });
}
