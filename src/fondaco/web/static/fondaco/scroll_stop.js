// What scrolls must be reachable by keyboard; what fits need not stop the Tab key.
const regions = document.querySelectorAll(".table-scroll, .chart-scroll");

const watch = new ResizeObserver((entries) => {
  for (const { target } of entries) {
    if (target.scrollWidth > target.clientWidth) {
      target.tabIndex = 0;
    } else {
      target.removeAttribute("tabindex");
    }
  }
});
regions.forEach((region) => watch.observe(region));
