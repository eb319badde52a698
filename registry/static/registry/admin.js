/* Comforts for those who type all day. Everything works without them. */

// A double click on «Lagre» saves once. Going back to the page opens it again.
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.method !== "post" || event.defaultPrevented) return;
  if (form.dataset.sent) { event.preventDefault(); return; }
  form.dataset.sent = "yes";
  // Logged out and in again in another tab since the page was opened: the new proof of origin.
  const token = document.cookie.match(/(?:^|; )csrftoken=([^;]+)/);
  const field = form.querySelector("[name=csrfmiddlewaretoken]");
  if (token && field) field.value = token[1];
});
window.addEventListener("pageshow", () => document.querySelectorAll("form[data-sent]").forEach((form) => delete form.dataset.sent));

// Whoever leaves a page with something typed that is not saved is asked first. What was refused is not saved either.
const differs = (field) => {
  if (field.matches("[type=checkbox], [type=radio]")) return field.checked !== field.defaultChecked;
  if (!field.matches("select")) return field.value !== field.defaultValue;
  const options = [...field.options];
  return !options.some((option) => option.defaultSelected) ? field.selectedIndex > 0
    : options.some((option) => option.selected !== option.defaultSelected);
};
const unsaved = (form) => !form.dataset.sent && (form.matches("[data-unsaved]") || form.querySelector(".errorlist") !== null
  || [...form.querySelectorAll("input:not([type=submit]), select, textarea")]
    .some((field) => !field.closest(".actions, .action-checkbox, .action-checkbox-column") && differs(field)));
window.addEventListener("beforeunload", (event) => {
  const forms = [...document.querySelectorAll("#content-main form[method=post], form[data-unsaved]")];
  if (!forms.some((form) => form.dataset.sent) && forms.some(unsaved)) event.preventDefault();
});

// A new row is there to be typed in.
document.addEventListener("formset:added", (event) => event.target.querySelector("input:not([type=hidden]), select")?.focus());

// A link to a field or to a table of rows leads into it, also where it is folded.
const lead = () => {
  const part = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  if (!part?.matches("[id^=id_], .inline-group")) return;
  const folded = part.closest("details") ?? part.querySelector("details");
  if (folded) folded.open = true;
  const fields = part.matches(".inline-group") ? [...part.querySelectorAll("input, select, textarea, .add-row a")] : [part];
  const seen = fields.find((field) => field.getClientRects().length);
  seen?.focus();
  seen?.scrollIntoView({ block: "center" });
};
window.addEventListener("hashchange", lead);
window.addEventListener("load", lead);
