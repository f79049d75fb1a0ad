"""The constitution at work: enforcement, inheritance, waivers, amendments."""
