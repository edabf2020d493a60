// SPDX-License-Identifier: Apache-2.0
package io.perennial.identity.block;

/**
 * That two records share something of an attribute.
 *
 * @param attribute its name, as among those compared
 * @param form what of its values
 */
public record Predicate(String attribute, KeyForm form) {

  private static final String QUOTE = "\"";

  /** As rules write it: {@code family_name:sounds}; what would be read otherwise is quoted. */
  public String text() {
    String name = isPlain(attribute) ? attribute : QUOTE + attribute.replace("\"", "\"\"") + QUOTE;
    return form == KeyForm.EXACT ? name : name + ":" + form.word();
  }

  private static boolean isPlain(String name) {
    return !name.matches("(?s).*[+:\"\n].*|refine .*|max-block .*|all pairs");
  }

  /**
   * What a text says.
   *
   * @throws IllegalArgumentException when there is no such form
   */
  static Predicate parse(String text) {
    String all = text.strip();
    int end = all.startsWith(QUOTE) ? all.lastIndexOf(QUOTE) : 0;
    int colon = all.lastIndexOf(':');
    boolean isForm = colon > end || (end == 0 && colon >= 0);
    String name = (isForm ? all.substring(0, colon) : all).strip();
    String attribute = end > 0 ? name.substring(1, name.length() - 1).replace("\"\"", "\"") : name;
    String word = isForm ? all.substring(colon + 1).strip() : "";
    KeyForm form =
        KeyForm.of(word)
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "Unknown form in a rule of identity.block-on: "
                            + word
                            + " (must be one of "
                            + forms()
                            + ")"));
    if (attribute.isEmpty()) {
      throw new IllegalArgumentException(
          "Invalid identity.block-on: " + text + " (must name an attribute)");
    }
    return new Predicate(attribute, form);
  }

  private static String forms() {
    StringBuilder all = new StringBuilder();
    for (KeyForm form : KeyForm.values()) {
      if (form != KeyForm.EXACT) {
        all.append(all.isEmpty() ? "" : ", ").append(form.word());
      }
    }
    return all.toString();
  }

  @Override
  public String toString() {
    return text();
  }
}
