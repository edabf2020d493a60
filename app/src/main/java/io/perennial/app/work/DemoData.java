// SPDX-License-Identifier: Apache-2.0
package io.perennial.app.work;

import io.perennial.lake.LakeException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** What the demo is made of: the purchases that ship with the program, and how they are read. */
public final class DemoData {

  private static final String PURCHASES = "cdnow_sample.csv";
  private static final String FOLDER = "/io/perennial/app/demo/";

  private DemoData() {}

  /** The configuration of the demo's workspace. */
  public static String configuration() {
    return new String(bytes("perennial.yaml"), StandardCharsets.UTF_8);
  }

  /** Whether a workspace is one of the demo's. */
  public static boolean isDemo(Path workspace) {
    return Files.exists(workspace.resolve(PURCHASES));
  }

  /** Puts the purchases into a workspace. */
  public static void copyTo(Path workspace) {
    try {
      Files.write(workspace.resolve(PURCHASES), bytes(PURCHASES));
    } catch (IOException e) {
      throw new LakeException(
          "Cannot write " + workspace.resolve(PURCHASES) + ": check that it may be written", e);
    }
  }

  private static byte[] bytes(String name) {
    try (InputStream in = DemoData.class.getResourceAsStream(FOLDER + name)) {
      if (in == null) {
        throw new IllegalStateException("Missing resource " + name);
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
