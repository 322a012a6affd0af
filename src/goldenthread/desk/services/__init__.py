"""Every service of the viewer's areas with how it stands."""
