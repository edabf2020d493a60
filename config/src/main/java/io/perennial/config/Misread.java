// SPDX-License-Identifier: Apache-2.0
package io.perennial.config;

import org.snakeyaml.engine.v2.nodes.Node;

/** A value that a setting does not take; the message is the reason in words. */
final class Misread extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final transient Node node;

  Misread(Node node, String reason) {
    super(reason);
    this.node = node;
  }

  /** The value, or the item of the list, that is to blame. */
  Node node() {
    return node;
  }
}
