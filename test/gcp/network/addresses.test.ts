import { masterAddress } from "../../../lib/gcp/network/addresses";
import { gcpSettings } from "../../support/gcp";

test.each([
  ["the file's own", ['master: { address: "10.10.0.77" }'], "10.10.0.77"],
  ["the tenth of the usual range", [], "10.10.0.10"],
  ["the tenth of a range that ends in the middle", ['network: { range: "192.168.7.64/26" }'], "192.168.7.74"],
  ["the tenth of a wide range", ['network: { range: "172.16.0.0/12" }'], "172.16.0.10"],
])("the master's address is %s", (_, entries, address) => {
  expect(masterAddress(gcpSettings(...entries))).toBe(address);
});
