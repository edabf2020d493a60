// SPDX-License-Identifier: Apache-2.0
package io.perennial.serve;

/** What answers are made of now: a text that is another when a table has changed. */
@FunctionalInterface
public interface DataVersion {

  String text();
}
