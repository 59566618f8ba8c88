// How a message looks: words, an image, a card or several side by side, and what can be pressed.
// An image is drawn as a frame with its name: the page asks nothing of anybody but the bench.
const KINDS = {
  image: "〔圖片 image〕", location: "〔位置 place〕", attachment: "〔附件 attachment〕",
  comment: "〔留言 comment〕", post: "〔貼文 post〕",
};
const OPENS = ["web_url", "uri", "url"];  // what a press does outside the chat, in the platforms' words

function opening(node, url) {
  node.href = /^https?:/i.test(url) ? url : "#";
  node.target = "_blank";
  node.rel = "noopener noreferrer";
  node.title = url;
  return node;
}

function pressable(button) {
  if (OPENS.includes(button.action)) {
    return opening(make("a", "press", `${button.label} ↗`), button.value);
  }
  const node = make("button", "press", button.label);
  // By what it sends: two cards may well have buttons of the same name.
  node.onclick = () => act("press", { label: button.value || button.label });
  return node;
}

function image(url) {
  const node = opening(make("a", "image"), url);
  node.append(make("span", "hill"), make("small", "", url.split(/[?#]/)[0].split("/").pop() || url));
  return node;
}

function drawCard(card) {
  const node = make("div", "card");
  if (card.image) node.append(image(card.image));
  const words = card.link ? opening(make("a", "said"), card.link) : make("div", "said");
  if (card.title) words.append(make("b", "", card.title + (card.link ? " ↗" : "")));
  if (card.text) words.append(make("span", "", card.text));
  if (words.childNodes.length) node.append(words);
  if (card.buttons.length) {
    const buttons = make("div", "buttons");
    buttons.append(...card.buttons.map(pressable));
    node.append(buttons);
  }
  return node;
}

function drawBubble(bubble) {
  if (bubble.cards.length) {
    const cards = make("div", `cards${bubble.cards.length > 1 ? " many" : ""}`);
    cards.append(...bubble.cards.map(drawCard));
    return cards;
  }
  if (bubble.image) {
    const node = make("div", "bubble photo");
    node.append(image(bubble.image));
    return node;
  }
  const big = bubble.kind === "sticker";  // drawn: not every machine has a font with emoji
  const node = make("div", `bubble ${bubble.author}${big ? " big" : ""}`);
  if (bubble.author === "person") node.append(make("span", "by", "真人 staff"));
  node.append(big ? make("span", "sticker", "讚！") : (KINDS[bubble.kind] || "") + bubble.text);
  if (bubble.edits) node.append(make("small", "", " 已編輯 edited"));
  return node;
}

function drawBubbles(bubbles) {
  return bubbles.flatMap((bubble, index) => {
    const next = bubbles[index + 1];
    const goesOn = next && next.author === bubble.author && hourOf(next.at) === hourOf(bubble.at);
    const stamp = make("span", `stamp ${bubble.author}`, hourOf(bubble.at));
    return goesOn ? [drawBubble(bubble)] : [drawBubble(bubble), stamp];
  });
}
