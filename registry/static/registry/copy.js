// Copies the text of the element named by data-copies. The button is hidden where there is no script; the text is always there.
for (const button of document.querySelectorAll("button[data-copies]")) {
  const text = document.getElementById(button.dataset.copies);
  const said = document.getElementById(button.getAttribute("aria-describedby"));
  button.hidden = false;
  button.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(text.innerText.trim());
      said.textContent = button.dataset.done;
    } catch {
      getSelection().selectAllChildren(text);
      said.textContent = button.dataset.selected;
    }
  });
}
