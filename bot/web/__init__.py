"""What a browser sees: the web chat on this computer, and later the pages of the peer support workers."""
