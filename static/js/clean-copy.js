// Soft hyphens are for the line on the screen: what is copied goes without them, into a search or a letter.
document.addEventListener("copy", (event) => {
  const selection = getSelection();
  const text = selection.toString();
  if (event.defaultPrevented || !text.includes("\u00ad")) return;
  const copied = document.createElement("div");
  for (let index = 0; index < selection.rangeCount; index += 1) copied.append(selection.getRangeAt(index).cloneContents());
  event.clipboardData.setData("text/plain", text.replaceAll("\u00ad", ""));
  event.clipboardData.setData("text/html", copied.innerHTML.replaceAll("\u00ad", ""));
  event.preventDefault();
});
