"""Does everything that was sent stand on a permit that its own records bear out?"""
