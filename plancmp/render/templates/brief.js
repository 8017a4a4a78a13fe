"use strict";
// The page is whole without this script: it adds filters, their memory in the address, a window
// for each cell, arrow keys in the matrix, and folds what is long.
{
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];
  const form = document.querySelector("form");
  const status = document.querySelector("[role=status]");
  const rows = all("[data-provision]");
  const lines = rows.filter((row) => row.matches("tr"));
  const folds = all("details.fold");
  const cells = all(".matrix td a");
  const byId = (id) => document.getElementById(id);

  // What a cell's place in the matrix says of it

  for (const row of lines) {
    const heads = row.closest("table").tHead.rows[0].cells;
    for (const td of all("td", row)) {
      const head = heads[td.cellIndex];
      if (!head.dataset.outlet) continue;
      td.dataset.outlet = head.dataset.outlet;
      if (td.className) td.dataset.verdict = td.className;
      const link = td.querySelector("a");
      if (!link) continue;
      link.dataset.cell = `${row.dataset.provision}/${td.dataset.outlet}`;
      link.ariaLabel = `${head.textContent} on ${row.querySelector("th b").textContent}, ${row.dataset.plan}: ${[...td.querySelectorAll("b")].map((part) => part.textContent).join(", ")}`;
      link.ariaHasPopup = "dialog";
      link.tabIndex = -1;
    }
  }

  // Filters

  const plain = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
  const told = new Map(rows.map((row) => [row, plain(row.textContent + " " + byId(row.dataset.provision).textContent)]));

  function wanted() {
    const params = new URLSearchParams();
    for (const [name, value] of new FormData(form)) if (value.trim()) params.append(name, value.trim());
    return params;
  }

  function fits(row, params) {
    const [plans, groups, verdicts, outlets] = ["plan", "group", "verdict", "outlet"].map((name) => params.getAll(name));
    const words = plain(params.get("words") ?? "").split(/\s+/).filter(Boolean);
    const chosen = (list, value) => !list.length || list.includes(value);
    const quiet = ["silent", "not-found"].filter((verdict) => !verdicts.includes(verdict));
    const spoken = (cell) => !quiet.includes(cell.dataset.verdict);
    const quietly = (row.dataset.quiet ?? "").split(" ").filter(Boolean);
    const speaks = () => all("td[data-verdict]", row).some((cell) =>
      chosen(outlets, cell.dataset.outlet) && chosen(verdicts, cell.dataset.verdict) && spoken(cell))
      || verdicts.includes("not-found") && quietly.some((outlet) => chosen(outlets, outlet));
    return chosen(plans, row.dataset.plan) && chosen(groups, row.dataset.group)
      && (!(verdicts.length || outlets.length) || speaks())
      && words.every((word) => told.get(row).includes(word));
  }

  function filter() {
    const params = wanted();
    const outlets = params.getAll("outlet");
    const shown = new Set();
    const keep = (part, kept) => part.classList.toggle("out", !kept);
    for (const row of rows) {
      const kept = fits(row, params);
      keep(row, kept);
      if (kept) shown.add(row.dataset.provision);
    }
    for (const part of all(".plan, .matrix tbody, .unreported")) keep(part, all("[data-provision]", part).some((row) => shown.has(row.dataset.provision)));
    for (const cell of all(".matrix [data-outlet]")) keep(cell, !outlets.length || outlets.includes(cell.dataset.outlet));
    for (const part of all("[data-of]")) keep(part, shown.has(part.dataset.of));
    status.textContent = shown.size === rows.length
      ? `All ${rows.length} provisions are shown.`
      : `${shown.size} of ${rows.length} provisions are shown.`;
    enter();
    return params;
  }

  function restore() {
    const params = new URLSearchParams(location.hash.slice(1));
    if (location.hash && !location.hash.includes("=")) return;
    for (const box of all("input[type=checkbox]", form)) box.checked = params.getAll(box.name).includes(box.value);
    form.elements.words.value = params.get("words") ?? "";
    filter();
    show(params.get("cell"));
  }

  function remember(params) {
    const hash = params.toString();
    if (hash !== location.hash.slice(1)) history.replaceState(null, "", hash ? `#${hash}` : location.href.split("#")[0]);
  }

  form.addEventListener("input", () => remember(filter()));
  form.addEventListener("submit", (event) => event.preventDefault());
  form.querySelector("button").addEventListener("click", () => {
    form.reset();
    remember(filter());
  });

  // A cell's window

  const dialog = document.querySelector("dialog");
  const title = dialog.querySelector("h3");
  const body = dialog.querySelector(".body");

  function show(key) {
    const link = key && cells.find((cell) => cell.dataset.cell === key);
    if (!link) return dialog.close();
    const outlet = link.closest("td").dataset.outlet;
    const provision = link.closest("tr").dataset.provision;
    title.textContent = link.ariaLabel;
    const gravest = (term) => term.dataset.verdict === link.closest("td").dataset.verdict;
    const terms = all(".inside > .term", byId(provision))
      .filter((term) => all(".claims li", term).some((claim) => claim.dataset.by === outlet))
      .sort((one, other) => gravest(other) - gravest(one))
      .map((term) => term.cloneNode(true));
    // Where outlets or speakers contradict each other, all of them stay side by side
    for (const term of terms.filter((term) => !term.classList.contains("opposed"))) {
      for (const claim of all(".claims li", term)) if (claim.dataset.by !== outlet) claim.remove();
      for (const value of all(".value", term)) if (!value.querySelector(".claims li")) value.remove();
    }
    const more = document.createElement("p");
    const whole = document.createElement("a");
    whole.href = `#${provision}`;
    whole.textContent = "What every outlet says on this provision";
    more.append(whole);
    body.replaceChildren(...terms, more);
    if (!dialog.open) dialog.showModal();
    dialog.scrollTop = 0;
  }

  function open(link) {
    const params = wanted();
    params.set("cell", link.dataset.cell);
    remember(params);
    show(link.dataset.cell);
  }

  dialog.addEventListener("close", () => remember(wanted()));
  dialog.addEventListener("click", (event) => {
    if (event.target === dialog || event.target.closest("[data-close]")) dialog.close();
  });

  // Links inside the page leave the address to the filters

  function go(id) {
    const target = byId(id);
    if (!target) return;
    dialog.close();
    target.classList.remove("out");
    const fold = target.closest("details");
    if (fold) fold.open = true;
    const focus = fold?.querySelector("summary") ?? target;
    if (focus === target) target.tabIndex = -1;
    target.scrollIntoView();
    focus.focus({ preventScroll: true });
  }

  document.addEventListener("click", (event) => {
    const link = event.target.closest?.('a[href^="#"]');
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    if (link.dataset.cell) open(link);
    else go(decodeURIComponent(link.hash.slice(1)));
  });

  // The numbers of sources, and other lists of links: one stop for Tab, arrows from one to the next

  for (const link of all(".ref")) {
    const name = byId(link.hash.slice(1)).dataset.name;
    link.ariaLabel = `${link.textContent} ${name}`;
    link.title = name;
  }
  const moving = ".ref, .names a";
  for (const part of all(".roving")) {
    all(moving, part).forEach((link, index) => { link.tabIndex = index ? -1 : 0; });
  }

  document.addEventListener("keydown", (event) => {
    const link = event.target.closest?.(moving);
    const part = link?.closest(".roving");
    const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (!part || !step || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    const links = all(moving, part).filter((other) => other.checkVisibility());
    const next = links[links.indexOf(link) + step];
    if (!next) return;
    link.tabIndex = -1;
    next.tabIndex = 0;
    next.focus();
  });

  // Keys in the matrix: one stop for Tab, arrows from cell to cell

  function enter() {
    for (const table of all(".matrix")) {
      const inside = cells.filter((cell) => table.contains(cell));
      const shown = inside.filter((cell) => cell.checkVisibility());
      for (const cell of inside) if (!shown.includes(cell)) cell.tabIndex = -1;
      if (shown.length && !shown.some((cell) => cell.tabIndex === 0)) shown[0].tabIndex = 0;
    }
  }

  const steps = { ArrowLeft: [0, -1], ArrowRight: [0, 1], ArrowUp: [-1, 0], ArrowDown: [1, 0] };

  document.addEventListener("keydown", (event) => {
    const link = event.target.closest?.("a[data-cell]");
    if (!link || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === " ") {
      event.preventDefault();
      open(link);
    }
    const step = steps[event.key];
    if (!step) return;
    event.preventDefault();
    const seen = all("tr[data-provision]", link.closest(".matrix")).filter((row) => row.checkVisibility());
    let line = seen.indexOf(link.closest("tr"));
    let column = link.closest("td").cellIndex;
    let next = null;
    do {
      line += step[0];
      column += step[1];
      next = seen[line]?.cells[column];
    } while (next && !next.querySelector("a")?.checkVisibility());
    const target = next?.querySelector("a");
    if (!target) return;
    link.tabIndex = -1;
    target.tabIndex = 0;
    target.focus();
  });

  // The provisions' names in the matrix lead where its cells lead: they are no stops of their own

  for (const link of all(".matrix th a")) link.tabIndex = -1;

  // What is long is folded, but never on paper, unless only the short part is printed

  for (const fold of folds) fold.open = false;
  let folded = [];
  const root = document.documentElement;
  for (const button of all("[data-print]")) {
    button.addEventListener("click", () => {
      root.classList.toggle("short-only", button.dataset.print === "short");
      print();
      root.classList.remove("short-only");
    });
  }
  addEventListener("beforeprint", () => {
    if (root.classList.contains("short-only")) return;
    folded = all("details:not([open])");
    for (const fold of folded) fold.open = true;
  });
  addEventListener("afterprint", () => {
    for (const fold of folded) fold.open = false;
  });
  for (const part of all(".for-scripts")) part.hidden = false;

  addEventListener("hashchange", restore);
  filter();
  restore();
  if (location.hash.length > 1 && !location.hash.includes("=")) go(decodeURIComponent(location.hash.slice(1)));
}
