// A passkey is made or used by the browser; its answer is sent in the form that asked. Without this file, a code will do.
const ways = {
  make: (asked) => navigator.credentials.create({ publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(asked) }),
  use: (asked) => navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(asked) }),
};

for (const form of document.querySelectorAll("form[data-passkey]")) {
  form.addEventListener("submit", async (event) => {
    const answer = form.elements.namedItem("answer");
    if (answer.value) {
      return;
    }
    event.preventDefault();
    try {
      const passkey = await ways[form.dataset.passkey](JSON.parse(form.dataset.asked));
      answer.value = JSON.stringify(passkey.toJSON());
      form.submit();
    } catch {
      form.querySelector("[data-passkey-problem]").hidden = false;
    }
  });
}
