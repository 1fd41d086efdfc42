// The slider of the network: shows the ties of one period, and keeps it in the address. Without this, the
// form and the links lead from period to period.
const slider = document.getElementById("slider");
const network = document.getElementById("network");
const choice = document.getElementById("at");

if (slider && network && choice) {
  const output = document.querySelector("output bdi");
  const shown = document.getElementById("period");
  const ties = [...network.querySelectorAll(".ties line")].map((line) => ({
    line,
    counts: new Map(line.dataset.n.split(" ").filter(Boolean).map((cell) => {
      const [place, plus, minus] = cell.split(":").map(Number);
      return [place, [plus, minus]];
    })),
    whole: null,
  }));
  for (const tie of ties) {
    tie.whole = [...tie.counts.values()].reduce(([a, b], [plus, minus]) => [a + plus, b + minus], [0, 0]);
  }
  const periods = [...choice.options].map((option) => option.value);

  function show(place) {
    for (const { line, counts, whole } of ties) {
      const [plus, minus] = place ? counts.get(place - 1) ?? [0, 0] : whole;
      const sign = plus + minus === 0 ? "gone" : plus > minus ? "plus" : minus > plus ? "minus" : "even";
      line.setAttribute("class", sign);
      line.setAttribute("stroke-width", (0.6 + 1.1 * Math.log1p(plus + minus)).toFixed(2));
    }
    const name = periods[place] || network.dataset.whole;
    output.textContent = shown.textContent = name;
    slider.setAttribute("aria-valuetext", name);
    choice.selectedIndex = place;
  }

  slider.value = choice.selectedIndex;
  slider.closest(".slide").hidden = false;
  output.textContent = periods[choice.selectedIndex] || network.dataset.whole;
  slider.addEventListener("input", () => show(Number(slider.value)));
  slider.addEventListener("change", () => {
    const address = new URL(location.href);
    const period = periods[Number(slider.value)];
    if (period) address.searchParams.set("at", period);
    else address.searchParams.delete("at");
    history.replaceState(null, "", address);
  });
}
