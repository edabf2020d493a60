// SPDX-License-Identifier: Apache-2.0
package io.perennial.serve.key;

/**
 * A new key, and the only time that it is seen.
 *
 * @param card what is kept of it
 * @param text the key itself: {@code pk_ID_SECRET}
 */
public record MadeKey(KeyCard card, String text) {

  @Override
  public String toString() {
    return "MadeKey[" + card.id() + "]";
  }
}
