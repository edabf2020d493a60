// SPDX-License-Identifier: Apache-2.0
package io.perennial.identity.compare;

/** What comparing needs again and again, for one thread. */
final class Kernels {
  final JaroWinkler jaroWinkler = new JaroWinkler();
  final EditDistance editDistance = new EditDistance();
  final Word a = new Word();
  final Word b = new Word();
}
