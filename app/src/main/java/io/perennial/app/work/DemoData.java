// SPDX-License-Identifier: Apache-2.0
package io.perennial.app.work;

import io.perennial.lake.LakeException;
import io.perennial.lake.workspace.Workspace;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** What the demo is made of: the purchases that ship with the program, and how they are read. */
public final class DemoData {

  private static final String PURCHASES = "cdnow_sample.csv";
  private static final String FOLDER = "/io/perennial/app/demo/";

  private DemoData() {}

  /** The configuration of the demo's workspace. */
  public static String configuration() {
    return new String(bytes("perennial.yaml"), StandardCharsets.UTF_8);
  }

  /** Whether a workspace is one of the demo's, also one that was broken off when it was made. */
  public static boolean isDemo(Path workspace) {
    if (Files.exists(workspace.resolve(PURCHASES))) {
      return true;
    }
    try {
      return Files.readString(workspace.resolve(Workspace.CONFIGURATION)).equals(configuration());
    } catch (IOException e) {
      return false;
    }
  }

  /** Puts the purchases into a workspace that has them not yet; they are there when whole. */
  public static void copyTo(Path workspace) {
    Path file = workspace.resolve(PURCHASES);
    if (Files.exists(file)) {
      return;
    }
    try {
      Path part = workspace.resolve("." + PURCHASES + ".part");
      Files.write(part, bytes(PURCHASES));
      Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
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
