// SPDX-License-Identifier: Apache-2.0
package io.perennial.text.brand;

import java.util.List;

/**
 * A brand, and what it is called.
 *
 * @param name as it is shown
 * @param aliases other names of it, such as a short one
 */
public record BrandName(String name, List<String> aliases) {

  public BrandName {
    aliases = List.copyOf(aliases);
    if (name.isBlank()) {
      throw new IllegalArgumentException("Invalid brand: blank (must have a name)");
    }
  }

  /** A brand that is called by its name alone. */
  public static BrandName of(String name) {
    return new BrandName(name, List.of());
  }
}
