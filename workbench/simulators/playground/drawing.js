"use strict";
// What the page shows. Everything a shopper or shop wrote is set as text, never as HTML.
const $ = (id) => document.getElementById(id);
const state = { accounts: [], account: null, user: "mei", names: {}, seen: {} };  // names by user id
const NAMES = { messenger: "Messenger", instagram: "Instagram", whatsapp: "WhatsApp", line: "LINE" };
const CHATS = {
  messenger: "Messenger 粉絲專頁", instagram: "Instagram 商業帳號", whatsapp: "WhatsApp 商家",
  line: "LINE 官方帳號",
};
// What is done on one channel alone; a third member is what it is asked with.
const OWN_ACTS = {
  messenger: [["comment", "留言 Comment", { text: "多少錢？" }], ["follow_link", "從連結來 By a link", { ref: "qr-1" }]],
  instagram: [
    ["comment", "留言 Comment", { text: "多少錢？" }],
    ["story_reply", "回覆限動 Story reply", { text: "這款還有嗎？" }],
  ],
  whatsapp: [
    ["order", "送出購物車 Cart"], ["come_by_ad", "從廣告來 By an ad"],
    ["stop_marketing", "停收行銷 Stop marketing"], ["resume_marketing", "恢復行銷 Resume"],
    ["change_number", "換門號 New number"], ["adopt_username", "改用使用者名稱 Username"],
    ["hand_over", "交給 AI 代理 To another app"],
    ["hand_over", "交還 Back to us", { role: "customer_service" }],
  ],
};
const FAULTS = {
  rate_limit: "限流", timeout_after: "送達後逾時", timeout_before: "送達前逾時",
  server_error: "伺服器錯誤", revoked: "權杖失效",
  echo_missing: "回音遺失", echo_late: "回音遲到", receipts_reordered: "回條亂序",
};

function make(tag, className, text) {
  const node = document.createElement(tag);
  if (className) node.className = className;
  if (text !== undefined) node.textContent = text;
  return node;
}

const taipei = (iso, options) =>
  new Intl.DateTimeFormat("zh-TW", { timeZone: "Asia/Taipei", hour12: false, ...options }).format(new Date(iso));
const hourOf = (iso) => taipei(iso, { hour: "2-digit", minute: "2-digit" });
function shortName(user) {
  const name = state.names[user] || user;
  return name.length > 12 ? "…" + name.slice(-6) : name;
}

// A list is drawn again only when what it shows has changed, so that a click never misses.
function changed(name, value) {
  const text = JSON.stringify(value);
  if (state.seen[name] === text) return false;
  state.seen[name] = text;
  return true;
}

function row(dotClass, dotText, title, below, pressed, onClick) {
  const button = make("button");
  const words = make("span");
  words.append(make("b", "", title), make("small", "", below));
  button.append(make("span", `dot ${dotClass}`, dotText), words);
  button.setAttribute("aria-pressed", pressed);
  button.onclick = guarded(onClick);
  return button;
}

function drawAccounts() {
  if (!changed("accounts", state.account)) return;
  $("accounts").replaceChildren(...state.accounts.map((account) => row(
    account.channel, NAMES[account.channel].slice(0, 1), NAMES[account.channel],
    `${account.endpoint} · …${account.account.slice(-6)}`, account === state.account,
    () => pick(account, "mei"))));
}

function drawShoppers(all) {
  const { channel, account } = state.account;
  const here = all.filter((one) => one.channel === channel && one.account === account);
  all.forEach((one) => { state.names[one.user] = one.name; });
  if (!here.some((one) => one.user === state.user)) {
    here.push({ user: state.user, bubbles: 0 });
  }
  if (!changed("shoppers", [here, state.user])) return;
  $("shoppers").replaceChildren(...here.map((one) => row(
    "person", shortName(one.user).slice(0, 1).toUpperCase(), shortName(one.user),
    `${one.bubbles} 則 messages`, one.user === state.user, () => pick(state.account, one.user))));
}

function drawOwnActs(channel) {
  if (!changed("own acts", channel)) return;
  $("own-acts").replaceChildren(...(OWN_ACTS[channel] || []).map(([name, label, given]) => {
    const button = make("button", "", label);
    button.onclick = () => act(name, given);
    return button;
  }));
}

function drawChat(chat) {
  const { channel } = state.account;
  $("phone").className = `phone ${channel === "line" ? "line" : "plain"} ${channel}`;
  $("chat-name").textContent = CHATS[channel];
  drawOwnActs(channel);
  $("chat-state").textContent = chat.blocked ? "已封鎖 blocked" : shortName(state.user);
  if (!changed("chat", chat)) return;
  const hint = make("p", "empty", "說點什麼吧，例如「運費怎麼算？」\nSay something, e.g. “Do you ship abroad?”");
  hint.style.whiteSpace = "pre-line";
  $("chat").replaceChildren(...(chat.bubbles.length
    ? drawBubbles(chat.bubbles) : [hint]));
  const last = chat.bubbles.at(-1);
  $("chips").replaceChildren(...(last ? last.quick_replies.map(pressable) : []));
  $("chat").scrollTop = $("chat").scrollHeight;  // after the chips, which take room from the chat
}

function drawLedger(entries) {
  if (!changed("ledger", entries)) return;
  $("ledger").replaceChildren(...entries.slice(-100).reverse().map((entry) => {
    const item = make("li");
    const meta = make("span", "meta");
    meta.append(make("span", `tag ${entry.channel}`, NAMES[entry.channel]),
      make("span", "", `${hourOf(entry.at)} · ${shortName(entry.user)} · ${entry.kind}`));
    const details = make("details");
    const both = { request: entry.request, response: entry.response };
    details.append(make("summary", "", "請求與回應 request, response"), make("pre", "", JSON.stringify(both, null, 1)));
    item.append(meta, make("span", "words", entry.text), details);
    return item;
  }));
  if (!entries.length) $("ledger").replaceChildren(make("li", "note", "還沒有訊息 nothing yet"));
}
