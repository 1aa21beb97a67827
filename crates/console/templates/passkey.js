// Has an authenticator answer what a form of the console asks for, and sends the answer with the form.
"use strict";

const bytes = text => Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), letter => letter.charCodeAt(0));
const text = buffer =>
    btoa(String.fromCharCode(...new Uint8Array(buffer))).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
const described = list => (list ?? []).map(item => ({ ...item, id: bytes(item.id) }));

async function answer(options) {
    const publicKey = { ...options, challenge: bytes(options.challenge) };
    if (options.user) {
        publicKey.user = { ...options.user, id: bytes(options.user.id) };
        publicKey.excludeCredentials = described(options.excludeCredentials);
        return navigator.credentials.create({ publicKey });
    }
    publicKey.allowCredentials = described(options.allowCredentials);
    return navigator.credentials.get({ publicKey });
}

function written(credential) {
    const { id, rawId, type, response } = credential;
    const fields = {};
    for (const name of ["attestationObject", "authenticatorData", "clientDataJSON", "signature", "userHandle"]) {
        if (response[name]) fields[name] = text(response[name]);
    }
    return JSON.stringify({ id, type, rawId: text(rawId), response: fields });
}

for (const form of document.querySelectorAll("form[data-options]")) {
    form.addEventListener("submit", async event => {
        event.preventDefault();
        const problem = form.querySelector("[data-problem]");
        problem.hidden = true;
        try {
            form.querySelector("[data-answer]").value = written(await answer(JSON.parse(form.dataset.options)));
            form.submit();
        } catch (error) {
            problem.textContent = error.name === "InvalidStateError" ? form.dataset.known : form.dataset.refused;
            problem.hidden = false;
        }
    });
}
