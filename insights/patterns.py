"""Which things may go together with worse pain, and how sure one can be of it. Plain numpy."""
