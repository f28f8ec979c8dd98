// Turns the lists "Đọc nhiều" and "Mới nhận" into tabs; without it both are shown.
const makeTab = (panel, bar) => {
  const title = panel.querySelector("h2");
  const tab = document.createElement("button");
  tab.type = "button";
  tab.id = `${panel.id}-tab`;
  tab.className = "reading-tabs__tab";
  tab.textContent = title.textContent;
  tab.setAttribute("role", "tab");
  tab.setAttribute("aria-controls", panel.id);
  panel.setAttribute("role", "tabpanel");
  panel.setAttribute("aria-labelledby", tab.id);
  title.hidden = true;
  bar.append(tab);
  return tab;
};

const KEYS = {
  ArrowLeft: (index, count) => (index + count - 1) % count,
  ArrowRight: (index, count) => (index + 1) % count,
  Home: () => 0,
  End: (index, count) => count - 1,
};

const makeTabs = (box) => {
  const panels = [...box.querySelectorAll("[data-tab-panel]")];
  if (panels.length < 2) return;

  const bar = document.createElement("div");
  bar.className = "reading-tabs__bar";
  bar.setAttribute("role", "tablist");
  bar.setAttribute("aria-label", "Tin trong ngày");
  const tabs = panels.map((panel) => makeTab(panel, bar));

  const select = (chosen) => {
    tabs.forEach((tab, index) => {
      tab.setAttribute("aria-selected", index === chosen);
      tab.tabIndex = index === chosen ? 0 : -1;
      panels[index].hidden = index !== chosen;
    });
  };

  tabs.forEach((tab, index) => {
    tab.addEventListener("click", () => select(index));
    tab.addEventListener("keydown", (event) => {
      const next = KEYS[event.key]?.(index, tabs.length);
      if (next === undefined) return;
      event.preventDefault();
      select(next);
      tabs[next].focus();
    });
  });
  select(0);
  box.classList.add("reading-tabs--tabbed");
  box.prepend(bar);
};

document.querySelectorAll("[data-reading-tabs]").forEach(makeTabs);
