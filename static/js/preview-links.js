// Inside the frame of a preview, other pages open in tabs of their own: they refuse to be
// framed, and the preview would be gone.
if (window.self !== window.top) {
  document.addEventListener("click", (event) => {
    const link = event.target.closest?.("a[href]");
    if (!link || link.hasAttribute("download")) return;
    const isHere =
      link.pathname === window.location.pathname && link.origin === window.location.origin;
    if (!isHere) link.target = "_blank";
  });
  for (const form of document.forms) form.target = "_blank";
}
