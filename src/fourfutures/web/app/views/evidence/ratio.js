// How much an item says: words for likelihood ratios, the strength's own, or a number within the bounds.

const WORDS = ["strongly", "clearly", "somewhat", "slightly", "either-way", "slightly-against", "somewhat-against", "clearly-against", "strongly-against"];
const OTHER = "other";

/** {element, body(), words()}: `body` is what the API takes, without what is left to the item itself. */
export function ratioPart({ h, t, told }) {
  const { item } = told;
  const own = h("input", { type: "text", id: "ev-own", size: 6, placeholder: "2.5", autocomplete: "off" });
  const field = h("label", { hidden: true }, t("evidence.ratio.number"), " ", own);
  const choose = h("select", { id: "ev-ratio", onchange: () => (field.hidden = choose.value !== OTHER) },
    h("option", { value: "" }, t("evidence.ratio.strength")), WORDS.map((word) => h("option", { value: word }, t(`evidence.ratio.${word}`))), h("option", { value: OTHER }, t("evidence.ratio.other")));
  const dated = item.dated ? null : h("input", { type: "date", id: "ev-dated" });
  const body = () => {
    const asked = { item: item.id };
    const given = choose.value === OTHER ? own.value.trim() : choose.value;
    if (given) asked.ratio = given;
    if (dated?.value) asked.dated = dated.value;
    return asked;
  };
  const element = h("div", { class: "ratio" },
    h("h3", null, h("label", { for: "ev-ratio" }, t("evidence.how_much"))),
    h("p", { class: "caption" }, t("evidence.how_much.ask")),
    h("div", { class: "toolbar" }, choose, field, dated ? h("label", null, t("evidence.dated"), " ", dated) : null));
  return { element, body, words: () => (choose.value === OTHER ? own.value : choose.selectedOptions[0].textContent) };
}
