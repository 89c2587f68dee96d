"""Our wire under the client libraries that speak through requests.

No platform is known here; what proves that nothing was sent comes through unchanged.
"""

from typing import Any

import httpx
import requests
from requests.adapters import BaseAdapter
from requests.structures import CaseInsensitiveDict

from publishing.platforms.transport import Limits, NothingSentError, PinnedTransport


class NotSentError(requests.ConnectionError):
    """No connection was made: nothing was sent, for certain."""


class Bridge(BaseAdapter):
    """Mount on a session for "https://" and "http://": requests in, our wire out.

    Raises NotSentError, requests.ReadTimeout, or requests.ConnectionError for an answer
    that was lost.
    """

    def __init__(self, limits: Limits) -> None:
        super().__init__()
        self.limits = limits

    def send(
        self,
        request: requests.PreparedRequest,
        *args: Any,  # noqa: ANN401  (as requests declares it)
        **kwargs: Any,  # noqa: ANN401
    ) -> requests.Response:
        sent = httpx.Request(
            str(request.method),
            str(request.url),
            headers=dict(request.headers),
            content=request.body,
        )
        try:
            answer = PinnedTransport(self.limits).handle_request(sent)
        except NothingSentError as error:
            raise NotSentError(str(error)) from None
        except httpx.TimeoutException as error:
            raise requests.ReadTimeout(str(error)) from None
        except httpx.TransportError as error:
            raise requests.ConnectionError(str(error)) from None
        return _as_requests(answer, request)

    def close(self) -> None:
        """Nothing is kept open."""


def _as_requests(
    answer: httpx.Response, request: requests.PreparedRequest
) -> requests.Response:
    response = requests.Response()
    response.status_code = answer.status_code
    response.headers = CaseInsensitiveDict(answer.headers)
    response._content = answer.content  # noqa: SLF001  (requests has no other way in)
    response.encoding = answer.encoding
    response.url = str(request.url)
    response.request = request
    response.reason = answer.reason_phrase
    return response
