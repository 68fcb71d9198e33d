// Talks to the server: every call answers JSON, or fails with a sentence a person can read.

export class Refused extends Error {}

export async function get(path, query) {
  return answer(fetch(`${path}?${new URLSearchParams(query)}`));
}

export async function post(path, body) {
  return answer(
    fetch(path, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify(body),
    }),
  );
}

async function answer(asked) {
  let response;
  try {
    response = await asked;
  } catch {
    throw new Refused("The bot cannot be reached right now. Is it still running?");
  }
  const told = await response.json().catch(() => ({}));
  if (!response.ok) throw new Refused(told.error ?? "That did not work; please try again.");
  return told;
}

// Live news for one person; `on` holds one function for each kind of news.
export function listen(person, on) {
  const source = new EventSource(`/api/stream?${new URLSearchParams({ person })}`);
  for (const kind of ["message", "removed", "moved", "rearranged"]) {
    source.addEventListener(kind, (told) => told.data && on[kind](JSON.parse(told.data)));
  }
  source.onopen = () => on.back();
  source.onerror = () => on.lost();
  return () => source.close();
}
