"""The calculations: pure Python, no Django, no network; each engine is usable alone."""
