// Opens what is folded around the part that the address points to. Without script everything can be opened by hand.
const unfold = () => {
  const part = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  const folded = part?.closest("details");
  if (!folded) return;
  folded.open = true;
  part.scrollIntoView();
};
addEventListener("hashchange", unfold);
unfold();
