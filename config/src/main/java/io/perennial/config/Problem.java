// SPDX-License-Identifier: Apache-2.0
package io.perennial.config;

/**
 * One thing wrong with a configuration.
 *
 * @param place where to look
 * @param key the key path from the root of the file, such as {@code sources.orders.delimiter};
 *     empty for the file as a whole
 * @param message what is wrong and what to do, without the place; never the value of a secret
 */
public record Problem(Place place, String key, String message) {

  /** For people: {@code perennial.yaml line 12: Unknown key …}. */
  @Override
  public String toString() {
    return place + ": " + message;
  }
}
