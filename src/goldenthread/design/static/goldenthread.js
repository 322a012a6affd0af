// Enhancements only: every page works without this file.
import { initAll } from "./nhsuk/nhsuk-frontend.min.js";
import "./passkeys.js";

document.body.classList.add("js-enabled");
if ("noModule" in HTMLScriptElement.prototype) {
  document.body.classList.add("nhsuk-frontend-supported");
}
initAll();

// A form is sent to its page's address. With the part of the page to which somebody skipped (#maincontent) still in it,
// the answer would open there, and take the focus from the summary of what is wrong.
document.addEventListener("submit", () => {
  if (location.hash) {
    history.replaceState(history.state, "", location.pathname + location.search);
  }
});
