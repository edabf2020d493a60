// SPDX-License-Identifier: Apache-2.0
package io.perennial.decide.allocate;

/**
 * One of the actions that customers may be given: a column of {@link Offers}.
 *
 * @param name unique among the actions of the offers
 * @param channel by which it reaches the customer; limits can be per channel
 */
public record ActionColumn(String name, String channel) {

  public ActionColumn {
    if (name.isBlank()) {
      throw new IllegalArgumentException("Invalid action: no name (must have one)");
    }
    if (channel.isBlank()) {
      throw new IllegalArgumentException(
          "Invalid channel of action " + name + ": none (must have a name)");
    }
  }
}
