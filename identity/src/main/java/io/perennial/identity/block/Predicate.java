// SPDX-License-Identifier: Apache-2.0
package io.perennial.identity.block;

/**
 * That two records share something of an attribute.
 *
 * @param attribute its name, as among those compared
 * @param form what of its values
 */
public record Predicate(String attribute, KeyForm form) {

  /** As rules write it: {@code family_name:sounds}. */
  public String text() {
    return form == KeyForm.EXACT ? attribute : attribute + ":" + form.word();
  }

  /**
   * What a text says.
   *
   * @throws IllegalArgumentException when there is no such form
   */
  static Predicate parse(String text) {
    int colon = text.lastIndexOf(':');
    String attribute = (colon < 0 ? text : text.substring(0, colon)).strip();
    String word = colon < 0 ? "" : text.substring(colon + 1).strip();
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
