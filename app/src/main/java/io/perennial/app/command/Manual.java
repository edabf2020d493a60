// SPDX-License-Identifier: Apache-2.0
package io.perennial.app.command;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The page that {@code perennial --help} shows; the launcher shows it too, before any build. */
final class Manual {

  private Manual() {}

  static String text() {
    try (InputStream in = Manual.class.getResourceAsStream("manual.txt")) {
      if (in == null) {
        throw new IllegalStateException("Missing resource manual.txt");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
