// <passkey-button ceremony="create|get" options="/address/"><form hidden>…<input name="credential">…<button></form><p role="status"></p></passkey-button>
// Asks the server for options, the device for a key, and posts what the device has answered. Shown where keys are known.

const toBytes = (text) =>
  Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (letter) => letter.charCodeAt(0));

const toText = (buffer) =>
  btoa(String.fromCharCode(...new Uint8Array(buffer))).replace(/\+/g, "-").replace(/\//g, "_").replace(/=/g, "");

const withBytes = (key) => ({ ...key, id: toBytes(key.id) });

// Bytes come as base64url in JSON; the browser wants buffers.
function readable(options) {
  const made = { ...options, challenge: toBytes(options.challenge) };
  if (options.user) made.user = withBytes(options.user);
  for (const list of ["excludeCredentials", "allowCredentials"]) {
    if (options[list]) made[list] = options[list].map(withBytes);
  }
  return made;
}

function writable(credential) {
  const parts = ["attestationObject", "clientDataJSON", "authenticatorData", "signature", "userHandle"];
  const filled = parts.filter((part) => credential.response[part]);
  return {
    id: credential.id,
    rawId: toText(credential.rawId),
    type: credential.type,
    response: Object.fromEntries(filled.map((part) => [part, toText(credential.response[part])])),
    clientExtensionResults: credential.getClientExtensionResults(),
  };
}

class PasskeyButton extends HTMLElement {
  connectedCallback() {
    if (!window.PublicKeyCredential) return;
    this.form = this.querySelector("form");
    this.form.hidden = false;
    this.form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.ask();
    });
  }

  async ask() {
    const status = this.querySelector("[role=status]");
    status.textContent = "";
    try {
      const answer = await fetch(this.getAttribute("options"), { method: "POST", body: new FormData(this.form) });
      if (!answer.ok || answer.redirected) return location.reload();
      const publicKey = readable((await answer.json()).publicKey);
      const credential = await navigator.credentials[this.getAttribute("ceremony")]({ publicKey });
      this.form.elements.credential.value = JSON.stringify(writable(credential));
      this.form.submit();
    } catch (error) {
      status.textContent = "Не получилось: устройство не подтвердило, что это вы. Попробуйте ещё раз.";
    }
  }
}

customElements.define("passkey-button", PasskeyButton);
