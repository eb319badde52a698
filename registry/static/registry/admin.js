/* Three comforts for those who type all day. Everything works without them. */

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

// A new row is there to be typed in.
document.addEventListener("formset:added", (event) => event.target.querySelector("input:not([type=hidden]), select")?.focus());
