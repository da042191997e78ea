// Filters the cards by words, and copies prompts and cells. Without it, everything is shown.
const box = document.querySelector("input");
const found = document.querySelector(".found");
const cards = [...document.querySelectorAll(".card")];
const texts = cards.map((card) => plain(card.textContent));

function plain(text) {
  return text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
}

function filter() {
  const words = plain(box.value).split(/\s+/).filter(Boolean);
  let shown = 0;
  cards.forEach((card, place) => {
    card.hidden = !words.every((word) => texts[place].includes(word));
    shown += card.hidden ? 0 : 1;
  });
  found.textContent = words.length ? `${shown} of ${cards.length} shown` : "";
}

async function copy(button) {
  const card = button.closest(".card");
  const label = button.textContent;
  try {
    await navigator.clipboard.writeText(button.dataset.cell ?? card.querySelector(".prompt").textContent);
    button.textContent = "Copied";
  } catch {
    button.textContent = "The browser refused";
  }
  setTimeout(() => { button.textContent = label; }, 2000);
}

document.querySelector(".search").hidden = cards.length < 2;
box.addEventListener("input", filter);
box.addEventListener("keydown", (event) => {
  if (event.key === "Escape") { box.value = ""; filter(); }
});
document.querySelectorAll("button").forEach((button) => {
  button.hidden = false;
  button.addEventListener("click", () => copy(button));
});
// A link to a card that the filter hides shows it.
addEventListener("hashchange", () => {
  const card = document.getElementById(location.hash.slice(1));
  if (card?.hidden) { box.value = ""; filter(); card.scrollIntoView(); }
});
