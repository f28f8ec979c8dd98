// Makes a viewer of a story's photos. Its look is gallery.css, which needs a browser that
// knows (scripting: enabled); older ones keep the list.
const STILL = 150; // Milliseconds without scrolling after which the track stands.
const KEYS = {
  ArrowLeft: (current) => current - 1,
  ArrowRight: (current) => current + 1,
  Home: () => 0,
  End: (current, last) => last,
};

const textOf = (slide) => {
  const caption = slide.querySelector("figcaption")?.textContent.trim();
  return caption || slide.querySelector("img").alt;
};

const label = (button, text) => {
  button.querySelector(".gallery-bar__label").textContent = text;
};

// In the text a photo is told to be as wide as its column.
const allowFullWidth = (slide) => {
  const image = slide.querySelector("img");
  const sizes = `min(100vw, ${image.getAttribute("width")}px)`;
  for (const element of slide.querySelectorAll("source, img")) element.sizes = sizes;
};

// Browsers fetch a lazy picture only once it is in sight: too late for a swipe.
const fetchNear = (slides, index) => {
  for (const slide of slides.slice(Math.max(0, index - 1), index + 2)) {
    slide.querySelector("img").loading = "eager";
  }
};

// One photo of the track at a time; `told` is called with its index when it changes.
const makeTrack = (track, told) => {
  const slides = [...track.children];
  const last = slides.length - 1;
  let current = 0;
  let timer;

  const change = (index) => {
    if (index === current) return;
    current = index;
    fetchNear(slides, current);
    told(current);
  };
  const settle = () => {
    if (track.scrollWidth <= track.clientWidth) return;
    change(Math.round(track.scrollLeft / track.clientWidth));
  };
  const stand = () =>
    track.scrollTo({ left: current * track.clientWidth, behavior: "instant" });
  const go = (wanted) => {
    change(Math.min(Math.max(wanted, 0), last));
    track.scrollTo({ left: current * track.clientWidth });
  };

  track.addEventListener("scroll", () => {
    clearTimeout(timer);
    timer = setTimeout(settle, STILL);
  });
  new ResizeObserver(stand).observe(track);
  new IntersectionObserver(([{ isIntersecting }], observer) => {
    if (!isIntersecting) return;
    fetchNear(slides, current);
    observer.disconnect();
  }).observe(track);
  return { slides, stand, go, key: (name) => KEYS[name]?.(current, last) };
};

// What the viewer is for a screen reader; a list is a list.
const setRoles = (gallery, track, isViewer) => {
  if (isViewer) {
    gallery.setAttribute("aria-roledescription", "trình xem ảnh");
    track.setAttribute("aria-label", "Ảnh trong bộ, chuyển bằng phím mũi tên");
    track.tabIndex = 0;
  } else {
    gallery.removeAttribute("aria-roledescription");
    track.removeAttribute("aria-label");
    track.removeAttribute("tabindex");
  }
};

const makeListSwitch = ({ gallery, steps, track, full, list }, viewer) => {
  list.addEventListener("click", () => {
    const isViewer = gallery.classList.toggle("gallery--viewer");
    steps.hidden = full.hidden = !isViewer;
    label(list, isViewer ? "Xem dạng danh sách" : "Xem từng ảnh");
    setRoles(gallery, track, isViewer);
    if (isViewer) viewer.stand();
  });
};

const makeFullScreen = ({ gallery, frame, track, dialog, full, list }, viewer) => {
  full.addEventListener("click", () => {
    if (dialog.open) return dialog.close();
    gallery.style.setProperty("min-block-size", `${gallery.offsetHeight}px`);
    dialog.append(frame);
    dialog.showModal();
    viewer.slides.forEach(allowFullWidth);
    label(full, "Thoát toàn màn hình");
    list.hidden = true;
    viewer.stand();
    track.focus();
  });
  dialog.addEventListener("close", () => {
    gallery.append(frame);
    gallery.style.removeProperty("min-block-size");
    label(full, "Xem toàn màn hình");
    list.hidden = false;
    viewer.stand();
    full.focus({ preventScroll: true });
  });
};

const makeGallery = (gallery) => {
  const names = "frame bar steps counter status track dialog full list".split(" ");
  const parts = Object.fromEntries(
    names.map((name) => [name, gallery.querySelector(`[data-gallery-${name}]`)]),
  );
  const { frame, bar, steps, counter, status, track } = parts;
  const buttons = [...steps.querySelectorAll("[data-gallery-step]")];
  let shown = 0;
  const show = () => {
    counter.textContent = `${shown + 1} / ${viewer.slides.length}`;
    for (const button of buttons) {
      const next = viewer.slides[shown + Number(button.dataset.galleryStep)];
      button.setAttribute("aria-disabled", !next);
    }
  };
  const viewer = makeTrack(track, (index) => {
    shown = index;
    show();
    const text = textOf(viewer.slides[index]);
    status.textContent = `Ảnh ${index + 1} trên ${viewer.slides.length}: ${text}`;
  });

  for (const button of buttons) {
    button.addEventListener("click", () =>
      viewer.go(shown + Number(button.dataset.galleryStep)),
    );
  }
  frame.addEventListener("keydown", (event) => {
    const isPlain = !event.altKey && !event.ctrlKey && !event.metaKey && !event.shiftKey;
    const wanted = viewer.key(event.key);
    if (steps.hidden || !isPlain || wanted === undefined) return;
    event.preventDefault();
    viewer.go(wanted);
  });
  makeListSwitch({ ...parts, gallery }, viewer);
  makeFullScreen({ ...parts, gallery }, viewer);
  setRoles(gallery, track, true);
  show();
  bar.hidden = false;
};

if (matchMedia("(scripting: enabled)").matches) {
  document.querySelectorAll(".gallery--viewer").forEach(makeGallery);
}
