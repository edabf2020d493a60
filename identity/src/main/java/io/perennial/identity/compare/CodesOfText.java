// SPDX-License-Identifier: Apache-2.0
package io.perennial.identity.compare;

import io.perennial.identity.AttributeKind;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;

/** The codes and numbers in the texts of an attribute. */
final class CodesOfText {

  private static final String SUFFIX = " codes";

  /** Texts of which a smaller share has codes have none worth comparing. */
  private static final double WORTH = .1;

  private final Said texts;
  private final String[] codes;

  CodesOfText(Said texts) {
    this.texts = texts;
    NormalForm form = NormalForm.of(AttributeKind.TEXT);
    codes = new String[texts.distinct()];
    Arrays.setAll(
        codes, code -> of(texts.isNormal(code) ? texts.text(code) : form.of(texts.text(code))));
  }

  /** What the codes of an attribute are called. */
  static String name(String attribute) {
    return attribute + SUFFIX;
  }

  /** The attribute whose codes are called so. */
  static String attribute(String name) {
    return name.substring(0, name.length() - SUFFIX.length());
  }

  /** Whether enough texts have any. */
  boolean areWorthComparing() {
    long having = Arrays.stream(codes).filter(text -> !text.isEmpty()).count();
    return having >= WORTH * codes.length;
  }

  /** The codes, as if records had said them. */
  Said said() {
    Said found = new Said();
    for (int i = 0; i < texts.size(); i++) {
      if (!codes[texts.code(i)].isEmpty()) {
        found.add(texts.record(i), codes[texts.code(i)]);
      }
    }
    return found;
  }

  private static String of(String text) {
    Set<String> codes = new TreeSet<>();
    for (String word : text.split(" ", -1)) {
      if (word.chars().anyMatch(c -> c >= '0' && c <= '9')) {
        codes.add(word);
      }
    }
    return String.join(" ", codes);
  }
}
