// SPDX-License-Identifier: Apache-2.0
package io.perennial.serve;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What somebody may do. An administrator has all roles; of the others none holds another: who is to
 * do more has several.
 */
public enum Role {
  /** Reads figures of all customers together. */
  VIEWER,
  /** Reads customers too, masked, and asks what if. */
  ANALYST,
  /** Reads customers, and personal data for a purpose; takes out who is to be written to. */
  MARKETER,
  /** Reads what was done with personal data, and personal data for a purpose. */
  PRIVACY_OFFICER,
  /** Does all of it, and makes keys. */
  ADMINISTRATOR;

  /** As in keys, tokens and answers: {@code privacy_officer}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The role of a word; dashes are as good as underscores. */
  public static Optional<Role> of(String word) {
    String plain = word.strip().toLowerCase(Locale.ROOT).replace('-', '_');
    return Arrays.stream(values()).filter(role -> role.word().equals(plain)).findFirst();
  }

  /** All words. */
  public static List<String> words() {
    return Arrays.stream(values()).map(Role::word).collect(Collectors.toUnmodifiableList());
  }
}
