// Ticks all boxes beside a button, or none of them. The button is hidden where there is no script.
for (const button of document.querySelectorAll("button[data-ticks]")) {
  const boxes = [...button.parentElement.querySelectorAll("input[type=checkbox]")];
  const name = () => {
    button.textContent = boxes.every((box) => box.checked) ? button.dataset.unticks : button.dataset.ticks;
  };
  button.parentElement.addEventListener("change", name);
  button.addEventListener("click", () => {
    const all = boxes.every((box) => box.checked);
    for (const box of boxes) box.checked = !all;
    name();
  });
  name();
  button.hidden = false;
}
