// SPDX-License-Identifier: Apache-2.0
package io.perennial.identity.compare;

import io.perennial.identity.AttributeKind;
import java.util.Optional;

/**
 * What an attribute seems to say.
 *
 * @param kind empty where records should not be compared by it
 * @param why what it was recognised by, or why not to compare by it; without any value
 * @param byName whether its name says so, not its values alone
 */
public record KindGuess(Optional<AttributeKind> kind, String why, boolean byName) {

  static KindGuess named(AttributeKind kind, String why) {
    return new KindGuess(Optional.of(kind), why, true);
  }

  static KindGuess shown(AttributeKind kind, String why) {
    return new KindGuess(Optional.of(kind), why, false);
  }

  static KindGuess leftOut(String why) {
    return new KindGuess(Optional.empty(), why, true);
  }
}
