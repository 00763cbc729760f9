"""Kabupaten Contoh: a whole sample network, its agencies' own sites included, for the demo and the tests.

`network` lays the network out in a folder and serves it on loopback; nothing here imports the portal.
"""
