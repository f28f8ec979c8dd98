// Files of a story: chosen or dropped, sent one by one, each a row of the form.

import { addresses, send } from "./desk-upload.js";

const group = document.getElementById("attachments-group");

function size(bytes) {
  return bytes < 1e6 ? `${Math.max(1, Math.round(bytes / 1000))} KB` : `${(bytes / 1e6).toFixed(1).replace(".", ",")} MB`;
}

function addRow(file) {
  group.querySelector(".add-row a").click();
  const rows = group.querySelectorAll("tr.form-row:not(.empty-form)");
  const row = rows[rows.length - 1];
  row.querySelector("[name$=-attachment]").value = file.id;
  row.querySelector("[name$=-title]").value = file.title;
  row.querySelector("[data-file-label]").textContent = `${file.extension.toUpperCase()}, ${size(file.size)}`;
}

function upload(files, messages) {
  for (const file of files) {
    const line = document.createElement("li");
    line.textContent = `${file.name}: đang tải…`;
    messages.append(line);
    send(file, addresses.file, {
      progress: (part) => (line.textContent = `${file.name}: ${Math.round(part * 100)} %`),
    }).then(
      (answer) => {
        const taken = [...group.querySelectorAll("[name$=-attachment]")].some((input) => Number(input.value) === answer.id);
        if (taken) {
          line.textContent = `${file.name}: tệp này đã được đính kèm.`;
          return;
        }
        line.remove();
        addRow(answer);
      },
      (error) => {
        line.textContent = `${file.name}: ${error.message}`;
        line.className = "photo-box__error";
      },
    );
  }
}

if (group?.querySelector(".empty-form")) {
  const box = document.createElement("div");
  box.className = "file-drop";
  box.innerHTML = `
    <label class="button">Đính kèm tệp<input type="file" multiple class="visually-hidden" accept=".pdf,.docx,.xlsx,.odt,.zip"></label>
    <span class="quiet">PDF, DOCX, XLSX, ODT, ZIP; tối đa 25 MB một tệp. Kéo thả vào đây cũng được.</span>
    <ul class="photo-box__messages" role="status"></ul>`;
  const messages = box.querySelector("ul");
  const input = box.querySelector("input");
  input.addEventListener("change", () => {
    upload([...input.files], messages);
    input.value = "";
  });
  group.addEventListener("dragover", (event) => {
    if (event.dataTransfer.types.includes("Files")) event.preventDefault();
  });
  group.addEventListener("drop", (event) => {
    if (!event.dataTransfer.files.length) return;
    event.preventDefault();
    upload([...event.dataTransfer.files], messages);
  });
  group.querySelector("fieldset h2").after(box);
}
