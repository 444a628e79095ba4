// Asks the device for a passkey, and sends its answer with the form it belongs to.

const trouble = document.querySelector("[data-passkey-trouble]");

function tell(words) {
  trouble.textContent = words;
  trouble.hidden = false;
  trouble.focus();
}

async function optionsOf(form) {
  if (form.dataset.passkeyOptions) {
    return JSON.parse(document.getElementById(form.dataset.passkeyOptions).textContent);
  }
  const answer = await fetch(form.action, { headers: { Accept: "application/json" } });
  if (!answer.ok) throw new Error(answer.statusText);
  return answer.json();
}

async function create(form, options) {
  const wanted = options.creation_options;
  const choice = wanted.publicKey.authenticatorSelection;
  const alone = form.elements.passwordless.checked;
  choice.residentKey = alone ? "required" : "discouraged";
  choice.requireResidentKey = alone;
  if (alone) choice.userVerification = "required";
  return window.webauthnJSON.create(wanted);
}

async function send(event) {
  event.preventDefault();
  const form = event.currentTarget;
  if (!window.PublicKeyCredential) {
    tell(trouble.dataset.passkeyNone);
    return;
  }
  trouble.hidden = true;
  try {
    const options = await optionsOf(form);
    const key = form.dataset.passkey === "create"
      ? await create(form, options)
      : await window.webauthnJSON.get(options.request_options);
    form.elements.credential.value = JSON.stringify(key);
    form.submit();
  } catch {
    // Whether the person waved it away or the device failed, the browser does not say.
    tell(trouble.dataset.passkeyFailed);
  }
}

for (const form of document.querySelectorAll("form[data-passkey]")) {
  form.addEventListener("submit", send);
}
