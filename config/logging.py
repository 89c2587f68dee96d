"""How every process writes its log: one JSON object a line on standard output.

No handler here may add request bodies, drafts' words, credentials or names.
"""

import logging
import logging.config

import structlog


SHARED: list[structlog.typing.Processor] = [
    structlog.contextvars.merge_contextvars,
    structlog.processors.TimeStamper(fmt="iso", utc=True),
    structlog.stdlib.add_log_level,
    structlog.stdlib.add_logger_name,
]


def configure_logging(level: str) -> None:
    """Route both structlog and the standard library to one JSON handler."""
    structlog.configure(
        processors=[
            structlog.stdlib.filter_by_level,
            *SHARED,
            structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
        ],
        logger_factory=structlog.stdlib.LoggerFactory(),
        cache_logger_on_first_use=False,
    )
    logging.config.dictConfig(
        {
            "version": 1,
            "disable_existing_loggers": False,
            "formatters": {
                "json": {
                    "()": structlog.stdlib.ProcessorFormatter,
                    "foreign_pre_chain": SHARED,
                    "processors": [
                        structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                        structlog.processors.format_exc_info,
                        structlog.processors.JSONRenderer(),
                    ],
                }
            },
            "handlers": {
                "stdout": {"class": "logging.StreamHandler", "formatter": "json"}
            },
            # It names each passkey that signs somebody in.
            "loggers": {"fido2": {"level": "WARNING"}},
            "root": {"handlers": ["stdout"], "level": level},
        }
    )
