// The first-run page: the browser knows where we are.
const zones = document.getElementById("Form.TimeZone");
const here = Intl.DateTimeFormat().resolvedOptions().timeZone;
if (here && zones?.dataset.guess !== undefined) {
  // A name that the list writes otherwise is valid all the same.
  if (![...zones.options].some(option => option.value === here)) zones.add(new Option(here, here));
  zones.value = here;
}
