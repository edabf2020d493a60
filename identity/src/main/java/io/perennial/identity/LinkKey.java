// SPDX-License-Identifier: Apache-2.0
package io.perennial.identity;

import io.perennial.domain.StableHash;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * What claims are compared by: the value in one form, so that {@code Ada@X.org} and {@code
 * ada@x.org} are equal; and its hash, so that values need not leave the claims. Two of ten million
 * different values share a hash with a probability of 5e-6.
 */
public final class LinkKey {

  /** What people and programs write for nothing. */
  private static final Set<String> NOTHING =
      Set.of(
          "",
          "-",
          "--",
          ".",
          "0",
          "?",
          "n/a",
          "na",
          "nan",
          "nil",
          "no",
          "none",
          "null",
          "unknown",
          "undefined",
          "missing",
          "test",
          "x",
          "xx",
          "xxx",
          "erased",
          "deleted",
          "anonymous");

  private static final int FEWEST_DIGITS = 6;

  private LinkKey() {}

  /** The hash of a value's one form; empty for what says nothing and therefore links nobody. */
  public static OptionalLong of(LinkAttribute attribute, String value) {
    Optional<String> form = form(attribute, value);
    return form.isPresent()
        ? OptionalLong.of(StableHash.of(attribute.name() + '\u001f' + form.get()))
        : OptionalLong.empty();
  }

  /**
   * A value in one form: an e-mail in lower case, with a name and a domain; a telephone number as
   * digits, 00 in front as +; anything else in lower case without blanks around. Empty for what
   * says nothing: {@code n/a}, an e-mail without a domain, a number of fewer than six digits.
   */
  public static Optional<String> form(LinkAttribute attribute, String value) {
    String plain = value.strip().toLowerCase(Locale.ROOT);
    if (NOTHING.contains(plain)) {
      return Optional.empty();
    }
    return switch (attribute.name()) {
      case "email" -> email(plain);
      case "phone" -> phone(plain);
      default -> Optional.of(plain);
    };
  }

  private static Optional<String> email(String value) {
    String address = value.startsWith("mailto:") ? value.substring(7) : value;
    int at = address.indexOf('@');
    boolean isAddress =
        at > 0
            && at == address.lastIndexOf('@')
            && address.indexOf('.', at) > at + 1
            && !address.endsWith(".")
            && address.chars().noneMatch(Character::isWhitespace);
    return isAddress ? Optional.of(address) : Optional.empty();
  }

  private static Optional<String> phone(String value) {
    StringBuilder digits = new StringBuilder();
    boolean international = value.startsWith("+");
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c >= '0' && c <= '9') {
        digits.append(c);
      } else if (Character.isLetter(c)) {
        return Optional.empty();
      }
    }
    if (!international
        && digits.length() > 2
        && digits.charAt(0) == '0'
        && digits.charAt(1) == '0') {
      digits.delete(0, 2);
      international = true;
    }
    boolean one = digits.chars().distinct().count() < 2;
    if (digits.length() < FEWEST_DIGITS || one) {
      return Optional.empty();
    }
    return Optional.of(international ? "+" + digits : digits.toString());
  }
}
