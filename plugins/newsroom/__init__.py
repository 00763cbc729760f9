"""The newsroom: feeds and contributed files come in, judged stories stand in the store.

It gathers, understands, judges and matches, and does not know that Pelican exists.
The line, read from left to right, is the order in which `pull` calls the steps::

    registry → fetch → parse → clean → screen → match → store
"""
