from tests.holds import held_session, held_tests

__all__ = ["held_session", "held_tests"]
