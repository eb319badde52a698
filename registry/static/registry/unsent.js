// Says so when what one pressed never got through: the network or the server was away. Without script the browser says it itself.
const events = ["htmx:beforeRequest", "htmx:sendError", "htmx:timeout", "htmx:responseError"];
const tell = (event) => {
  const unsent = document.getElementById("ikke-lagret");
  if (unsent) unsent.hidden = event.type === "htmx:beforeRequest";
};
for (const name of events) addEventListener(name, tell);
