"""The client for Google's APIs: what it sends, and how long it is patient."""
from __future__ import annotations

import unittest
from typing import Any, List

from fake_google import TOKEN, GoogleTest, refused

import airflow_cdktf_google as google


class GoogleClientTest(GoogleTest):
    def test_the_token_is_fetched_once(self) -> None:
        client = google.Google()
        self.assertEqual([client.token(), client.token()], [TOKEN, TOKEN])
        self.assertEqual(len(self.google.requests), 1)

    def test_a_token_near_its_end_is_fetched_again(self) -> None:
        client = google.Google()
        self.use(google, TOKEN_MARGIN=3599.0)
        client.token()
        client.token()
        self.assertEqual(len(self.google.requests), 2)

    def test_a_refusal_has_googles_words(self) -> None:
        self.google.refuse.append(refused(403, "PERMISSION_DENIED", "no\n right"))
        with self.assertRaises(google.Refused) as caught:
            google.Google().ask("GET", self.url + "/v1/x")
        found = caught.exception
        self.assertEqual((found.status, found.code, str(found)), (403, "PERMISSION_DENIED", "no right"))

    def test_a_refusal_of_another_shape(self) -> None:
        self.google.refuse.append((502, "<html>bad"))
        with self.assertRaises(google.Refused) as caught:
            google.Google().ask("GET", self.url + "/v1/x")
        self.assertEqual((caught.exception.code, str(caught.exception)), ("Bad Gateway", "<html>bad"))

    def test_nobody_answers(self) -> None:
        with self.assertRaisesRegex(google.Refused, "127.0.0.1 does not answer"):
            google.send("GET", "http://127.0.0.1:1/", {})


class WaitingTest(unittest.TestCase):
    def asked(self, seconds: float, *answers: Any, also: Any = ()) -> List[float]:
        """Seconds between the attempts."""
        left, waits, now = list(answers), [], [0.0]

        def ask() -> Any:
            status = left.pop(0)
            if status != 200:
                raise google.Refused(status, "code", "text")

        def sleep(one: float) -> None:
            waits.append(one)
            now[0] += one

        google.waiting(ask, seconds, also, lambda: now[0], sleep)
        return waits

    def test_asks_again_with_growing_waits(self) -> None:
        self.assertEqual(self.asked(100, 503, 0, 429, 500, 500, 500, 200), [1, 2, 4, 8, 16, 16])

    def test_gives_up_in_time(self) -> None:
        with self.assertRaises(google.Refused):
            self.asked(5, 503, 503, 503, 503)

    def test_a_lasting_refusal_is_not_tried_again(self) -> None:
        with self.assertRaises(google.Refused):
            self.asked(100, 403, 200)

    def test_but_where_the_caller_says_so(self) -> None:
        self.assertEqual(self.asked(100, 403, 200, also=(403,)), [1])


if __name__ == "__main__":
    unittest.main()
