"""Records of older layouts, brought into today's."""
