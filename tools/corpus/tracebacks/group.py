"""An uncaught exception group."""


def fail(n):
    raise ValueError(f"failure {n}")


def collect():
    errors = []
    for n in range(2):
        try:
            fail(n)
        except ValueError as error:
            errors.append(error)
    try:
        {}["missing"]
    except KeyError as error:
        errors.append(ExceptionGroup("nested", [error, TypeError("never raised")]))
    raise ExceptionGroup("several things failed", errors)


collect()
