def divide(a, b):
    try:
        return a / b
    except ZeroDivisionError as error:
        raise ValueError(f"cannot divide {a} by {b}") from error
