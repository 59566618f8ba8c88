"""How do webhooks reach the shop: posted, retried a bounded number of times, in order?"""

import queue
import threading
import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

import urllib3

Post = Callable[[str, bytes, Mapping[str, str]], int]


@dataclass(frozen=True, slots=True)
class Sent:
    """A webhook as it went out last.

    `attempts` holds the HTTP status of every try, None where no answer came in time. It is empty
    when the platform tells the shop nothing (a person blocking a Page, staff typing on LINE).
    """

    channel: str
    account: str
    user: str
    body: bytes
    headers: Mapping[str, str]
    attempts: tuple[int | None, ...]
    event_ids: tuple[str, ...]

    @property
    def status(self) -> int | None:
        """The last HTTP status; None when nothing was sent or nothing came back."""
        return self.attempts[-1] if self.attempts else None


def nothing_sent(channel: str, account: str, user: str) -> Sent:
    """The platform tells the shop nothing of this act."""
    return Sent(channel, account, user, b"", {}, (), ())


def http_post(timeout_s: float) -> Post:
    """A `Post` over one connection pool, giving up after `timeout_s` as the platform does."""
    pool = urllib3.PoolManager(num_pools=4, maxsize=16, retries=False, timeout=timeout_s)

    def post(url: str, body: bytes, headers: Mapping[str, str]) -> int:
        return pool.request("POST", url, body=body, headers=dict(headers), redirect=False).status

    return post


def try_each(
    post: Post, url: str, tries: Iterable[tuple[bytes, Mapping[str, str]]]
) -> tuple[int | None, ...]:
    """Post until one try is answered 2xx; the status of each."""
    statuses: list[int | None] = []
    for body, headers in tries:
        try:
            statuses.append(post(url, body, headers))
        except (urllib3.exceptions.HTTPError, OSError):
            statuses.append(None)
        if _accepted(statuses[-1]):
            break
    return tuple(statuses)


def _accepted(status: int | None) -> bool:
    return status is not None and 200 <= status < 300


class Background:
    """Runs jobs on one thread per key, so that one account's webhooks keep their order."""

    def __init__(self) -> None:
        self._queues: dict[str, queue.SimpleQueue[Callable[[], object] | None]] = {}
        self._idle = threading.Condition()
        self._open_jobs = 0

    def later(self, key: str, job: Callable[[], object]) -> None:
        """Run `job` after every job given earlier under the same key."""
        with self._idle:
            self._open_jobs += 1
            if key not in self._queues:
                self._queues[key] = queue.SimpleQueue()
                threading.Thread(target=self._work, args=(self._queues[key],), daemon=True).start()
            self._queues[key].put(job)

    def drain(self, timeout_s: float) -> bool:
        """Wait until no job is waiting or running; False if that took too long."""
        deadline = time.monotonic() + timeout_s
        with self._idle:
            while self._open_jobs:
                left = deadline - time.monotonic()
                if left <= 0 or not self._idle.wait(left):
                    return self._open_jobs == 0
            return True

    def close(self) -> None:
        """End the threads once their present job is done."""
        with self._idle:
            for jobs in self._queues.values():
                jobs.put(None)
            self._queues.clear()

    def _work(self, jobs: queue.SimpleQueue[Callable[[], object] | None]) -> None:
        while (job := jobs.get()) is not None:
            try:
                job()
            finally:
                with self._idle:
                    self._open_jobs -= 1
                    self._idle.notify_all()
