// Copies the element named by data-copies, with its headings and lists for programs that take them. The button is hidden where
// there is no script; the text is always there.
for (const button of document.querySelectorAll("button[data-copies]")) {
  const text = document.getElementById(button.dataset.copies);
  const said = document.getElementById(button.getAttribute("aria-describedby"));
  button.hidden = false;
  button.addEventListener("click", async () => {
    try {
      const plain = new Blob([text.innerText.trim()], { type: "text/plain" });
      const html = new Blob([text.innerHTML], { type: "text/html" });
      await navigator.clipboard.write([new ClipboardItem({ "text/plain": plain, "text/html": html })]);
      said.textContent = button.dataset.done;
    } catch {
      getSelection().selectAllChildren(text);
      said.textContent = button.dataset.selected;
    }
  });
}
