// What the page does: it asks the simulators, and draws what they say.
async function call(path, body) {
  const options = body === undefined ? {} : {
    method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body),
  };
  const answer = await fetch(path, options);
  const json = await answer.json();
  if (!answer.ok) throw new Error(json.error || answer.statusText);
  return json;
}

function toast(text) {
  $("toast").textContent = text;
  $("toast").hidden = false;
  clearTimeout(toast.timer);
  toast.timer = setTimeout(() => { $("toast").hidden = true; }, 3500);
}

const guarded = (work) => async (...given) => {
  try { await work(...given); } catch (error) { toast(error.message); }
};

const chatPath = () => {
  const parts = [state.account.channel, state.account.account, state.user];
  return "/shoppers/" + parts.map(encodeURIComponent).join("/");
};

const act = guarded(async (action, body) => {
  const sent = await call(`${chatPath()}/${action}`, body || {});
  showWire(action, sent);
  await refresh();
});

function showWire(action, sent) {
  const tries = sent.attempts.map((status) => status === null ? "沒有回應 no answer" : `HTTP ${status}`);
  const accepted = sent.status >= 200 && sent.status < 300;
  const fine = action === "forge" ? !accepted : accepted;
  const words = tries.length ? tries.join(" → ") : "此平台不會通知商家 the platform tells the shop nothing";
  const details = make("details");
  details.append(make("summary", "", "內容 body"), make("pre", "", sent.body));
  $("wire").replaceChildren(
    make("b", "", `${action} `), make("span", tries.length ? (fine ? "good" : "bad") : "", words), details);
}

function pick(account, user) {
  state.account = account;
  state.user = user;
  state.seen = {};
  return refresh();
}

const refresh = async () => {
  const asked = chatPath();
  const [clock, faults, shoppers, chat, ledger] = await Promise.all(
    ["/clock", "/faults", "/shoppers", asked, "/ledger"].map((path) => call(path)));
  if (asked !== chatPath()) return;  // somebody else was picked meanwhile
  state.user = chat.user;
  state.names[chat.user] = chat.name;
  $("now").textContent = taipei(clock.now, { dateStyle: "medium", timeStyle: "medium" });
  $("waiting").textContent = faults.length ? "等待中 waiting: " + faults.map((fault) =>
    `${NAMES[fault.channel]} ${FAULTS[fault.kind]} ×${fault.count}`).join("、") : "";
  drawAccounts();
  drawShoppers(shoppers);
  drawChat(chat);
  drawLedger(ledger);
};

$("compose").onsubmit = (event) => {
  event.preventDefault();
  const text = $("words").value;
  if (!text.trim()) return;
  $("words").value = "";
  act("say", { text });
};
$("new-shopper").onclick = guarded(() => pick(state.account, "guest-" + Date.now().toString(36).slice(-4)));
document.querySelectorAll("[data-act]").forEach((button) => {
  button.onclick = () => act(button.dataset.act, button.dataset.ask ? { text: button.dataset.ask } : {});
});
document.querySelectorAll("[data-fault]").forEach((button) => {
  button.onclick = guarded(async () => {
    await call("/faults", { channel: state.account.channel, kind: button.dataset.fault, count: 1 });
    await refresh();
  });
});
document.querySelectorAll("[data-advance]").forEach((button) => {
  button.onclick = guarded(async () => {
    toast("時間前進中… moving time");
    await call("/clock", { advance_s: Number(button.dataset.advance) });
    await refresh();
    toast("已前進 moved");
  });
});

guarded(async () => {
  state.accounts = await call("/accounts");
  // A link can point into one chat: #channel/account/user.
  const [channel = "line", account, user = "mei"] = location.hash.slice(1).split("/").filter(Boolean);
  const wanted = state.accounts.find((one) => one.channel === channel && (!account || one.account === account));
  await pick(wanted || state.accounts[0], decodeURIComponent(user));
  setInterval(() => refresh().catch(() => {}), 1000);
})();
