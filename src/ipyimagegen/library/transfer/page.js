// Filters the cards by words, copies prompts and cells, and shows small pictures in links.
// Without it, everything is shown.
const box = document.querySelector("input");
const found = document.querySelector(".found");
const said = document.querySelector(".said");
const nothing = document.querySelector(".nothing");
const cards = [...document.querySelectorAll(".card")];
let texts;

function plain(text) {
  return text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
}

// What can be found: a card's own words, not those that stand on every card.
function findable(card) {
  const words = card.querySelector(".words").cloneNode(true);
  words.querySelectorAll(".label, summary").forEach((label) => label.remove());
  return plain(`${words.textContent} ${card.querySelector(".failure")?.textContent ?? ""}`);
}

function filter() {
  texts ??= cards.map(findable);
  const words = plain(box.value).split(/\s+/).filter(Boolean);
  let shown = 0;
  cards.forEach((card, place) => {
    card.hidden = !words.every((word) => texts[place].includes(word));
    shown += card.hidden ? 0 : 1;
  });
  nothing.hidden = shown > 0;
  found.textContent = words.length ? `${shown} of ${cards.length} shown` : "";
}

function clear() {
  box.value = "";
  filter();
}

// A browser that refuses the clipboard to a page from a folder may still copy a selection.
async function copied(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    const before = document.activeElement;
    const area = document.createElement("textarea");
    area.value = text;
    area.className = "away";
    document.body.append(area);
    area.select();
    const done = document.execCommand("copy");
    area.remove();
    before?.focus({ preventScroll: true });
    return done;
  }
}

async function copy(button) {
  const card = button.closest(".card");
  const label = button.dataset.label ??= button.textContent;
  const done = await copied(button.dataset.cell ?? card.querySelector(".prompt").textContent);
  said.textContent = button.textContent = done ? "Copied" : "Can’t copy";
  setTimeout(() => {
    button.textContent = label;
    said.textContent = "";
  }, 2000);
}

function target(link) {
  return document.getElementById(link.hash.slice(1));
}

// The small picture of a link is its card's, so that it is in the document once.
function picture(link) {
  const large = target(link)?.querySelector(".stage img");
  if (!large) return;
  const small = new Image(24, 24);
  small.alt = "";
  small.decoding = "async";
  small.src = large.src;
  link.prepend(small);
}

document.querySelectorAll(".lineage a").forEach(picture);
box.addEventListener("input", filter);
box.addEventListener("keydown", (event) => {
  if (event.key === "Escape") clear();
});
document.addEventListener("click", (event) => {
  const button = event.target.closest("button");
  const link = event.target.closest(".lineage a");
  if (button) copy(button);
  if (link && target(link)?.hidden) clear(); // a link to a card that the filter hides shows it
});
// A browser may have kept the words over a reload.
addEventListener("pageshow", () => { if (box.value) filter(); });
