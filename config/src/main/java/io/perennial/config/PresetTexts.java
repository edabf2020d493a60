// SPDX-License-Identifier: Apache-2.0
package io.perennial.config;

import java.util.List;

/**
 * Texts that a section under a name of the user's may begin with: {@code preset: NAME}. What the
 * user writes beside it changes it key by key.
 */
public interface PresetTexts {

  /** What presets are called, in the order in which people see them. */
  List<String> names();

  /** The YAML of one of {@link #names}: what may stand in such a section. */
  String text(String name);
}
