// Sends files to the desk, one a request, two at a time; every refusal is an Error with
// the server's own sentence.

const addresses = document.querySelector("[data-photo-addresses]")?.dataset ?? {};
const AT_ONCE = 2;
const MOST_BYTES = 25 * 1024 * 1024;
const LOST = "Mất kết nối khi đang tải. Hãy thử lại.";
const FORBIDDEN = "Phiên làm việc đã hết hoặc bạn không có quyền tải tệp. Hãy tải lại trang.";
const UNKNOWN = "Máy chủ không nhận tệp này.";
let running = 0;
const waiting = [];

export { addresses };

export function token() {
  return document.querySelector("[name=csrfmiddlewaretoken]").value;
}

/** One file; resolves with the server's answer. progress gets numbers from 0 to 1. */
export function send(file, url, { progress = () => {}, fields = {} } = {}) {
  return new Promise((resolve, reject) => {
    waiting.push(() => start(file, url, progress, fields).then(resolve, reject));
    next();
  });
}

function next() {
  while (running < AT_ONCE && waiting.length) {
    running += 1;
    waiting.shift()().finally(() => {
      running -= 1;
      next();
    });
  }
}

function start(file, url, progress, fields) {
  if (file.size > MOST_BYTES) return Promise.reject(new Error("Tệp lớn hơn 25 MB."));
  const body = new FormData();
  for (const [name, value] of Object.entries(fields)) body.append(name, value);
  body.append("upload", file, file.name || "anh.png");
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open("POST", url);
    request.setRequestHeader("X-CSRFToken", token());
    request.setRequestHeader("Accept", "application/json");
    request.upload.addEventListener("progress", (event) => {
      if (event.lengthComputable) progress(event.loaded / event.total);
    });
    request.addEventListener("error", () => reject(new Error(LOST)));
    request.addEventListener("abort", () => reject(new Error(LOST)));
    request.addEventListener("load", () => {
      const answer = read(request);
      if (answer.uploaded) resolve(answer);
      else reject(new Error(answer.error.message));
    });
    request.send(body);
  });
}

function read(request) {
  try {
    const answer = JSON.parse(request.responseText);
    if (answer.uploaded || answer.error?.message) return answer;
  } catch {
    // An error page: its status says enough.
  }
  return { error: { message: request.status === 403 ? FORBIDDEN : UNKNOWN } };
}
