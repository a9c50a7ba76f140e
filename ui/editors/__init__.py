"""The editors' room: pages beside the chat on which signed-in editors change the articles. Imports assistant only."""
