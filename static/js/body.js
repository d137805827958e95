// The picture of the body: a box and its strength are one answer. Both are marked without this.
document.addEventListener("change", ({ target }) => {
  const at = target.closest(".body .at");
  if (!at) return;
  const box = at.querySelector("input");
  const strength = at.querySelector("select");
  if (target === box && !box.checked) strength.value = "";
  if (target === strength && strength.value) box.checked = true;
});
