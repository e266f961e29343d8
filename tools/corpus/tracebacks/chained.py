"""Uncaught chained exceptions: cause and context, with notes."""


class ConfigError(Exception):
    pass


def read(key):
    settings = {"debug": "yes"}
    try:
        return settings[key]
    except KeyError as error:
        failure = ConfigError(f"no setting {key!r}")
        failure.add_note("Check the configuration file.")
        failure.add_note("Two lines\nin one note.")
        raise failure from error


def main():
    try:
        read("verbose")
    except ConfigError:
        int("not a number")


main()
