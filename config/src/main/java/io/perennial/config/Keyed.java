// SPDX-License-Identifier: Apache-2.0
package io.perennial.config;

import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/** One key with its value, as it stands in the file. */
record Keyed(Node node, Place place, Node value) {

  /** The key's word. */
  String key() {
    return ((ScalarNode) node).getValue();
  }
}
