// Keys without Ctrl or Alt act on some pages; whoever dictates or reads by letters turns
// them off, on this device. The scripts of those pages look whether they are on.
const help = document.querySelector("[data-keys-help]");
const toggle = help?.querySelector("[data-keys-on]");
const KEPT = "fondaco-list-keys";

const remembered = () => {
  try {
    return localStorage.getItem(KEPT);
  } catch {
    return null;
  }
};

function turn(on) {
  document.documentElement.dataset.singleKeys = on ? "on" : "off";
}

if (help) {
  help.hidden = false;
  toggle.checked = remembered() !== "off";
  turn(toggle.checked);
  toggle.addEventListener("change", () => {
    turn(toggle.checked);
    try {
      localStorage.setItem(KEPT, toggle.checked ? "on" : "off");
    } catch {
      // Without storage it holds for this page.
    }
  });
}
