// SPDX-License-Identifier: Apache-2.0
package io.perennial.identity;

/**
 * Which of n things hang together, as pairs are told one after the other: union-find. The order of
 * pairs does not matter. 4 n bytes; almost constant time per pair. Not safe for use by many
 * threads.
 */
public final class Components {

  private final int[] parent;

  /** n things, each alone. */
  public Components(int n) {
    parent = new int[n];
    for (int i = 0; i < n; i++) {
      parent[i] = i;
    }
  }

  /** How many things there are. */
  public int size() {
    return parent.length;
  }

  /** Says that two things hang together. */
  public void join(int a, int b) {
    int one = of(a);
    int other = of(b);
    // the smaller number is the root, so that roots do not depend on the order of pairs
    parent[Math.max(one, other)] = Math.min(one, other);
  }

  /** The component of a thing, named by its smallest member. */
  public int of(int thing) {
    int at = thing;
    while (parent[at] != at) {
      parent[at] = parent[parent[at]];
      at = parent[at];
    }
    return at;
  }
}
