"""Numbers as phones take them."""


def dialled(number: str) -> str:
    """Digits, and a plus where one leads, "" for no number."""
    digits = "".join(sign for sign in number if sign.isdigit())
    return f"+{digits}" if number.strip().startswith("+") else digits
