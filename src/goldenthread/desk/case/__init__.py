"""One child's case on one page: what happens next, each service, the timeline."""
