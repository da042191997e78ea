// Jobs under way: seconds that count, and a way to stop waiting.

import { button, make } from "./dom.js";

/** @typedef {import("./protocol.js").Job} Job */

/** @param {import("./model.js").Line} line */
export function makeQueue(line) {
  /** @type {{job: Job, since: number, time: HTMLElement}[]} */
  let rows = [];
  const list = make("ul", {});
  const element = make("section", { class: "queue", hidden: true, "aria-label": "Under way" },
    make("div", { class: "heading" }, "Under way"), list);
  /** @type {ReturnType<typeof setInterval> | undefined} */
  let ticking;

  const tick = () => {
    for (const { job, since, time } of rows) {
      const seconds = job.seconds + (performance.now() - since) / 1000;
      const state = job.number ? `${Math.floor(seconds)} s` : "waiting";
      time.textContent = [job.model, state, job.usual].filter(Boolean).join(" · ");
    }
  };

  return {
    element,
    /** @param {Job[]} jobs */
    show(jobs) {
      const since = performance.now();
      rows = jobs.map((job) => ({ job, since, time: make("span", { class: "time" }) }));
      list.replaceChildren(...rows.map(({ job, time }) => make("li", {},
        make("span", { class: "job" }, time, make("span", { class: "prompt", title: job.prompt }, job.prompt)),
        button(job.number ? "Stop waiting" : "Remove", () => line.send("stop", { job: job.id }), {
          class: "link",
          title: job.number ? "The picture is still filed when it comes; it may be billed." : "Nothing was sent.",
        }),
      )));
      element.hidden = rows.length === 0;
      tick();
      clearInterval(ticking);
      ticking = rows.length ? setInterval(tick, 1000) : undefined;
    },
    close() {
      clearInterval(ticking);
    },
  };
}
