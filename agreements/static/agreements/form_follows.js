/* The form of an agreement follows the chosen form of cooperation: what it has no use for is put away, unless something stands
   there. What that is comes with the page, from the files of the law. Without script all of it shows, and none is required. */
const forms = JSON.parse(document.getElementById("samarbeidsformer").textContent);
const chosen = document.getElementById("id_legal_form");
const told = document.querySelector(".put-away");
const showAll = told.querySelector("button");
const dependent = [...new Set(Object.values(forms).flatMap((form) => form.without))];
const parties = document.getElementById("participations-group");
const roles = "#id_more_role, [id^=id_participations-][id$=-role]:not([id*=__prefix__])";

// Where something is: a table of rows, a column of the parties' rows, or a field of the agreement.
const find = (name) => {
  const table = document.getElementById(`${name}-group`);
  if (table) return { parts: [table], rows: [...table.querySelectorAll(".inline-related:not(.empty-form)")], place: table };
  const column = [...parties.querySelectorAll(`.fieldBox.field-${name}`)].map((box) => box.parentElement);
  if (column.length) return { parts: column, rows: column, place: parties };
  const field = document.getElementById(`id_${name}`);
  const part = field?.closest(".fieldBox")?.parentElement ?? field?.closest(".form-row");
  return { parts: part ? [part] : [], rows: part ? [part] : [], place: part };
};

const holds = (row) => [...row.querySelectorAll("input:not([type=hidden]), select, textarea")].some((field) =>
  field.type === "checkbox" ? field.checked : field.value.trim() !== "");

// Says why something stays that the form has no use for.
const explain = (name, place, text) => {
  document.getElementById(`misfit-${name}`)?.remove();
  if (text) place.append(Object.assign(document.createElement("p"), { id: `misfit-${name}`, className: "help misfit", textContent: text }));
};

// The roles of the form alone, and the one that is in use.
const narrow = (select, form, everything) => {
  select.known ??= [...select.querySelectorAll("option")].map((option) => ({ option, text: option.textContent }));
  const value = select.value;
  const place = ({ option }) => (option.value ? (form.roles.indexOf(option.value) + 1 || 100) : 0);
  const kept = form ? select.known.filter((one) => everything || place(one) < 100 || one.option.value === value) : select.known;
  select.replaceChildren(...kept.toSorted((one, other) => (form ? place(one) - place(other) : 0)).map(({ option }) => option));
  select.known[0].option.textContent = form ? form.usual : select.known[0].text;
  select.value = value;
};

const follow = () => {
  const form = forms[chosen.value];
  const everything = showAll.getAttribute("aria-pressed") === "true";
  let away = 0;
  for (const name of dependent) {
    const { parts, rows, place } = find(name);
    if (!place) continue;
    const misfit = form?.without.includes(name) ?? false;
    const held = misfit && rows.some(holds);
    const hidden = misfit && !held && !everything;
    if (misfit && !held) away += 1;
    for (const part of parts) part.hidden = hidden;
    if (place === parties) parties.classList.toggle(`without-${name}`, hidden);
    explain(name, place, held ? form.misfit : "");
  }
  for (const row of document.querySelectorAll("#agreement_form fieldset > .form-row, #agreement_form fieldset > details > .form-row")) {
    const boxes = [...row.querySelectorAll(":scope > .form-multiline > div")];
    if (boxes.length) row.hidden = boxes.every((box) => box.hidden);
  }
  for (const select of document.querySelectorAll(roles)) narrow(select, form, everything);
  told.hidden = !away;
  told.querySelector("span").textContent = away ? told.dataset.told.replace("{number}", away) : "";
};

// Logged out while typing: said at once, not only when one saves.
document.addEventListener("htmx:responseError", (event) => {
  const panel = event.target.closest(".law-panel");
  if (panel && event.detail.xhr.status === 403) panel.querySelector("[role=status]").textContent = panel.dataset.loggedOut;
});

chosen.closest(".form-row").append(told);
chosen.addEventListener("change", follow);
showAll.addEventListener("click", () => {
  showAll.setAttribute("aria-pressed", showAll.getAttribute("aria-pressed") !== "true");
  follow();
});
document.addEventListener("formset:added", follow);
window.addEventListener("pageshow", follow); // also when the browser has put back what was typed
