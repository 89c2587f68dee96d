// Makes passkeys and proves who somebody is with one, which only a script can ask for.
// Nothing is checked here, and every page has a way without it.
(function () {
  "use strict";

  // Forms named by data-passkey: "create" or "get". The options are in the page, or at
  // the form's own address.
  async function optionsOf(form) {
    const inPage = document.getElementById("passkey-options");
    if (inPage) {
      return JSON.parse(inPage.textContent);
    }
    const answer = await fetch(form.action, { headers: { Accept: "application/json" } });
    if (!answer.ok) {
      throw new Error("no options");
    }
    return answer.json();
  }

  async function ceremony(form) {
    const options = await optionsOf(form);
    const credential =
      form.dataset.passkey === "create"
        ? await window.webauthnJSON.create(options.creation_options)
        : await window.webauthnJSON.get(options.request_options);
    form.elements.credential.value = JSON.stringify(credential);
    form.submit();
  }

  function say(form, name, shown) {
    form.querySelectorAll(`[data-passkey-says="${name}"]`).forEach(function (words) {
      words.hidden = !shown;
    });
  }

  function begin(form) {
    form.hidden = false;
    form.addEventListener("submit", async function (event) {
      event.preventDefault();
      say(form, "trouble", false);
      say(form, "known", false);
      try {
        await ceremony(form);
      } catch (error) {
        say(form, error.name === "InvalidStateError" ? "known" : "trouble", true);
      }
    });
  }

  const able = window.PublicKeyCredential && window.webauthnJSON;
  document.querySelectorAll("form[data-passkey]").forEach(able ? begin : function () {});
  document.querySelectorAll("[data-passkey-without]").forEach(function (words) {
    words.hidden = Boolean(able);
  });
})();
