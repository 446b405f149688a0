import { urlPart } from "../../../lib/airflow/stores/url-part";
import { STAND_IN } from "../../../lib/deployment/stand-in";
import { asText, asWritten } from "../../../lib/encode/stand-in";

test.each(["0".repeat(100), "a@b:c/d", "$".concat("{TfToken[TOKEN.1]}")])(
  "%s is the same in a URL, whatever cdktf would take it for",
  (user) => {
    expect(asWritten(urlPart(asText(user)))).toBe(encodeURIComponent(user));
  },
);

test("a stand-in stays where it is", () => {
  expect(urlPart(`a b${STAND_IN}c`)).toBe(`a%20b${STAND_IN}c`);
});
