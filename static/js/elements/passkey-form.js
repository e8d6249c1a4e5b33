// <passkey-form mode="create|get" options="ID of a JSON script" options-from="/address/"><form>…<input name="credential"></form></passkey-form>
// Before the form is sent, asks the device for its passkey and puts it in. Where the browser knows none, says so.

const bytes = (text) => Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (sign) => sign.charCodeAt(0));
const text = (buffer) =>
  btoa(String.fromCharCode(...new Uint8Array(buffer)))
    .replace(/\+/g, "-")
    .replace(/\//g, "_")
    .replace(/=+$/, "");
const ANSWERS = ["clientDataJSON", "attestationObject", "authenticatorData", "signature", "userHandle"];

class PasskeyForm extends HTMLElement {
  connectedCallback() {
    this.form = this.querySelector("form");
    this.note = this.querySelector("[data-note]");
    if (!window.PublicKeyCredential) return this.say("Этот браузер не умеет входить по отпечатку или лицу.");
    this.form.hidden = false;
    this.form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.ask();
    });
  }

  async ask() {
    try {
      const options = await this.options();
      const credential =
        this.getAttribute("mode") === "create" ? await navigator.credentials.create(options) : await navigator.credentials.get(options);
      this.form.elements.credential.value = JSON.stringify(packed(credential));
      this.form.submit();
    } catch {
      // The person has waved the question away, or the device has no passkey for this portal.
      this.say("Не получилось. Попробуйте ещё раз или войдите с паролем.");
    }
  }

  async options() {
    const { publicKey } = await this.given();
    publicKey.challenge = bytes(publicKey.challenge);
    if (publicKey.user) publicKey.user.id = bytes(publicKey.user.id);
    for (const known of [...(publicKey.excludeCredentials ?? []), ...(publicKey.allowCredentials ?? [])]) known.id = bytes(known.id);
    if (publicKey.authenticatorSelection) {
      // Signing in without a password asks the device to keep the key and to check who holds it.
      Object.assign(publicKey.authenticatorSelection, { residentKey: "required", requireResidentKey: true, userVerification: "required" });
    }
    return { publicKey };
  }

  async given() {
    const id = this.getAttribute("options");
    if (id) return JSON.parse(document.getElementById(id).textContent);
    const answer = await fetch(this.getAttribute("options-from"), { headers: { Accept: "application/json" } });
    return (await answer.json()).request_options;
  }

  say(words) {
    if (this.note) this.note.textContent = words;
  }
}

function packed(credential) {
  const response = {};
  for (const name of ANSWERS) {
    if (credential.response[name]) response[name] = text(credential.response[name]);
  }
  if (credential.response.getTransports) response.transports = credential.response.getTransports();
  return {
    id: credential.id,
    rawId: text(credential.rawId),
    type: credential.type,
    clientExtensionResults: credential.getClientExtensionResults(),
    response,
  };
}

customElements.define("passkey-form", PasskeyForm);
