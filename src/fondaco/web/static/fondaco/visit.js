// “Back” may fetch the form of a new record anew: it is still the visit that it was, so
// that saving once more makes no second record. Without this script, the site asks.
const field = document.querySelector('[data-new-record] [name="visit"]');
if (field && history.state?.visit) {
  field.value = history.state.visit;
} else if (field) {
  history.replaceState({ ...history.state, visit: field.value }, "");
}
